"""What is done to people, posts, responsibilities: an act is a function, a transaction, a journal entry."""

from chaotou.organization.operations.loading import Loaded, give_first_passwords, load_organizations
from chaotou.organization.operations.people import (
    change_person,
    create_person,
    deactivate_person,
    reactivate_person,
    set_password,
    set_password_from_console,
)
from chaotou.organization.operations.posts import assign_post, end_post
from chaotou.organization.operations.responsibilities import set_responsibility

__all__ = [
    "Loaded",
    "assign_post",
    "change_person",
    "create_person",
    "deactivate_person",
    "end_post",
    "give_first_passwords",
    "load_organizations",
    "reactivate_person",
    "set_password",
    "set_password_from_console",
    "set_responsibility",
]
