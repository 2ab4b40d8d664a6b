"""Addresses of signing in, organizations, people and accounts."""

from __future__ import annotations

from django.urls import path

from chaotou.organization.views import accounts, organizations, signing

app_name = "organization"

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign_out"),
    path("password/", signing.password, name="password"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<slug:code>/", organizations.organization, name="organization"),
    path("people/<str:username>/", organizations.person, name="person"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/of/<str:username>/", accounts.account, name="account"),
    path("accounts/of/<str:username>/change/", accounts.change, name="change_account"),
    path("accounts/of/<str:username>/password/", accounts.reset_password, name="reset_password"),
    path("accounts/of/<str:username>/activity/", accounts.activity, name="account_activity"),
    path("accounts/of/<str:username>/posts/", accounts.assign_post, name="assign_post"),
    path("accounts/of/<str:username>/posts/end/", accounts.end_post, name="end_post"),
]
