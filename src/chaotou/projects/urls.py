"""The addresses of projects. Fixed words stand before codes of projects, for which they would else pass."""

from __future__ import annotations

from django.urls import path

from chaotou.projects import asking
from chaotou.projects.views import (
    attraction,
    bulk,
    counts,
    delivery,
    dispatch,
    evidence,
    exporting,
    home,
    importing,
    integrity,
    leads,
    moves,
    overviews,
    ownership,
    problems,
    project,
    recognition,
    register,
    review,
    review_acts,
    saved,
    supplying,
    waiting,
)

app_name = "projects"

PROJECT = "<slug:code>/"
LIST = {"leads_to": "projects:register"}

# Register: lists, overviews, a project's page
REGISTER = [
    path("", register.register, name="register"),
    path("board/", overviews.board, name="board"),
    path("pivot/", overviews.pivot, name="pivot"),
    path("funnel/", overviews.funnel, name="funnel"),
    path("map/", overviews.map_page, name="map"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("views/", saved.save_view, {"page": "projects", **LIST, "kept": asking.kept}, name="save_view"),
    path("views/<int:pk>/remove/", saved.remove_view, LIST, name="remove_view"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("home/", home.home_section, name="home_section"),
    path("of-enterprise/<int:pk>/", home.of_enterprise, name="of_enterprise"),
    path("of-organization/<slug:code>/", home.of_organization, name="of_organization"),
    path(PROJECT, project.project, name="project"),
]

# Evidence
EVIDENCE = [
    path(f"{PROJECT}evidence/", evidence.evidence, name="evidence"),
    path(f"{PROJECT}evidence/<int:pk>/", evidence.evidence_file, name="evidence_file"),
]

# Import
IMPORT = [
    path("import/", importing.start, name="import_start"),
    path("import/<int:pk>/", importing.columns, name="import_columns"),
    path("import/<int:pk>/preview/", importing.preview, name="import_preview"),
    path("import/<int:pk>/check/", importing.check, name="import_check"),
    path("import/<int:pk>/commit/", importing.commit, name="import_commit"),
    path("imports/<int:pk>/", importing.batch, name="import_batch"),
    path("imports/<int:pk>/undo/", importing.undo, name="import_undo"),
]

# Export
EXPORT = [
    path("export.xlsx", exporting.export, name="export"),
    path("export.csv", exporting.export_csv, name="export_csv"),
]

# Review: meetings, opinions, decisions, conditions
BATCH = "reviews/batches/<str:batch>/"
REVIEW = [
    path("reviews/", review.index, name="reviews"),
    path(BATCH, review.batch, name="review_batch"),
    path(f"{BATCH}pack/", review.pack, name="review_pack"),
    path(f"{BATCH}members/", review.members, name="review_members"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/papers/<int:evidence>/", review.paper, name="review_paper"),
    path("reviews/<int:pk>/opinion/", review_acts.opinion, name="review_opinion"),
    path("reviews/<int:pk>/opinion/total/", review_acts.opinion_total, name="review_opinion_total"),
    path("reviews/<int:pk>/recuse/", review_acts.recuse, name="review_recuse"),
    path("reviews/<int:pk>/decide/", review_acts.decide, name="review_decide"),
    path("reviews/opinions/<int:pk>/recheck/", review_acts.recheck, name="review_recheck"),
    path("reviews/conditions/", review_acts.conditions, name="review_conditions"),
    path("reviews/conditions/<int:pk>/", review_acts.meet, name="review_meet"),
    path("reviews/conditions/<int:pk>/proof/", review.proof, name="review_proof"),
    path("reviews/conditions/<int:pk>/confirm/", review_acts.confirm, name="review_confirm"),
    path("reviews/conditions/<int:pk>/return/", review_acts.send_back, name="review_return"),
    path(f"{PROJECT}put-forward/", review.forward, name="put_forward"),
]

# Moves, recognition, counts, integrity
PROGRESS = [
    path("recognition/", recognition.index, name="recognitions"),
    path("recognition/<int:pk>/", recognition.recognition, name="recognition"),
    path("counts/", counts.counts, name="counts"),
    path("counts/projects/", counts.counted, name="counted"),
    path("counts/rates/<slug:code>/", counts.rate, name="rate"),
    path("counts/figures/<slug:indicator>/<str:period>/", counts.figure, name="counted_figure"),
    path("integrity/", integrity.integrity, name="integrity"),
    path(f"{PROJECT}moves/", moves.moves, name="moves"),
    path(f"{PROJECT}moves/<int:pk>/ask/", moves.ask, name="ask_recognition"),
    path(f"{PROJECT}moves/<int:pk>/withdraw/", moves.withdraw, name="withdraw_move"),
    path(f"{PROJECT}increase/", moves.increase, name="increase"),
]

# Delivery: lists and timeline of all, then one project's
DISPATCH = [
    path("dispatch/", dispatch.index, name="dispatch_index"),
    path("dispatch/<slug:code>/", dispatch.dispatch, name="dispatch"),
    path("timeline/", dispatch.timeline_of_all, name="timeline"),
]
HERE = f"{PROJECT}delivery/"
DELIVERY = [
    path(HERE, delivery.delivery, name="delivery"),
    path(f"{HERE}plan/", delivery.plan, name="plan_nodes"),
    path(f"{HERE}baseline/", delivery.baseline, name="propose_baseline"),
    path(f"{HERE}baseline/<int:pk>/approve/", delivery.approve, name="approve_baseline"),
    path(f"{HERE}baseline/<int:pk>/refuse/", delivery.refuse, name="refuse_baseline"),
    path(f"{HERE}baseline/<int:pk>/withdraw/", delivery.withdraw, name="withdraw_baseline"),
    path(f"{HERE}nodes/<int:pk>/forecast/", delivery.forecast, name="node_forecast"),
    path(f"{HERE}nodes/<int:pk>/actual/", delivery.actual, name="node_actual"),
    path(f"{HERE}linkage/", delivery.linkage, name="set_linkage"),
    path(f"{HERE}money/plan/", supplying.plan_money, name="plan_investment"),
    path(f"{HERE}money/", supplying.record_money, name="record_investment"),
    path(f"{HERE}factors/", supplying.ask_factor, name="ask_factor"),
    path(f"{HERE}factors/<int:pk>/promise/", supplying.promise_factor, name="promise_factor"),
    path(f"{HERE}factors/<int:pk>/deliver/", supplying.deliver_factor, name="deliver_factor"),
    path(f"{HERE}problems/", problems.raise_problem, name="raise_problem"),
    path(f"{HERE}problems/<int:pk>/", problems.problem, name="problem"),
    path(f"{HERE}problems/<int:pk>/<slug:kind>/", problems.step, name="problem_step"),
]

# Leads, ownership, attraction plan
LEADS = [
    path("leads/", leads.mine, name="leads"),
    path("leads/new/", leads.register, name="register_lead"),
    path("leads/alike/", leads.alike, name="alike"),
    path("leads/stale/", leads.stale, name="stale_leads"),
    path("disputes/", ownership.disputes, name="disputes"),
    path("disputes/raise/", ownership.raise_dispute, name="raise_dispute"),
    path("disputes/<int:pk>/", ownership.dispute, name="dispute"),
    path("disputes/<int:pk>/answer/", ownership.answer_dispute, name="answer_dispute"),
    path("disputes/<int:pk>/evidence/", ownership.dispute_evidence, name="dispute_evidence"),
    path("plan/", attraction.plan, name="plan"),
    path("plan/<slug:chain>/", attraction.chain, name="chain"),
    path(f"{PROJECT}change/", leads.change, name="change"),
    path(f"{PROJECT}talks/", ownership.talks, name="talks"),
    path(f"{PROJECT}transfer/", ownership.transfer, name="transfer"),
]

urlpatterns = [
    *IMPORT,
    *EXPORT,
    *LEADS,
    *DISPATCH,
    *DELIVERY,
    *PROGRESS,
    *REVIEW,
    *EVIDENCE,
    *REGISTER,
]
