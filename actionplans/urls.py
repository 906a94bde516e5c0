"""Addresses within a board. A row is addressed by its reference as printed: ``…/rows/99.1/``."""

from django.urls import path

from actionplans.views import (
    actions,
    exporting,
    home,
    lists,
    notes,
    plan_page,
    plans,
    rows,
    structure,
    versions,
)

PLAN = "plans/<slug:plan>/"
ROW = PLAN + "rows/<str:ref>/"

urlpatterns = [
    path("", home.board_home, name="board_home"),
    path("mine/", home.my_actions, name="my_actions"),
    path("actions/", lists.action_list, name="action_list"),
    path("actions.csv", lists.action_csv, name="action_csv"),
    path("evidence/<str:uid>/", notes.evidence, name="evidence"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path(PLAN, plan_page.plan_page, name="plan_page"),
    path(PLAN + "settings/", plans.plan_settings, name="plan_settings"),
    path(PLAN + "on/", versions.plan_on, name="plan_on"),
    path(PLAN + "print/", versions.plan_print, name="plan_print"),
    path(PLAN + "take-away/", exporting.plan_take_away, name="plan_take_away"),
    path(PLAN + "sections/add/", structure.section_add, name="section_add"),
    path(PLAN + "sections/<int:pk>/", structure.section_edit, name="section_edit"),
    path(PLAN + "sections/<int:pk>/shift/", structure.section_shift, name="section_shift"),
    path(PLAN + "sections/<int:pk>/recommendations/add/", structure.recommendation_add, name="recommendation_add"),
    path(PLAN + "recommendations/<int:pk>/", structure.recommendation_edit, name="recommendation_edit"),
    path(PLAN + "recommendations/<int:pk>/shift/", structure.recommendation_shift, name="recommendation_shift"),
    path(PLAN + "recommendations/<int:pk>/rows/add/", rows.row_add, name="row_add"),
    path(PLAN + "versions/", versions.version_list, name="version_list"),
    path(PLAN + "versions/<int:number>/", versions.version_page, name="version_page"),
    path(PLAN + "versions/<int:number>/pdf/", versions.version_pdf, name="version_pdf"),
    path(PLAN + "versions/<int:number>/take-away/", exporting.version_take_away, name="version_take_away"),
    path(PLAN + "changes/", versions.compare_page, name="compare_page"),
    path(PLAN + "publish/", versions.publish_page, name="publish_page"),
    path(ROW, actions.action_page, name="action_page"),
    path(ROW + "edit/", rows.row_edit, name="row_edit"),
    path(ROW + "clash/<int:pk>/", rows.row_settle, name="row_settle"),
    path(ROW + "split/", rows.row_split, name="row_split"),
    path(ROW + "move/", rows.row_move, name="row_move"),
    path(ROW + "end/", rows.row_end, name="row_end"),
    path(ROW + "reopen/", rows.row_reopen, name="row_reopen"),
    path(ROW + "remove/", rows.row_remove, name="row_remove"),
    path(ROW + "put-back/", rows.row_put_back, name="row_put_back"),
    path(ROW + "note/", notes.note_add, name="note_add"),
    path(ROW + "note/<str:uid>/", notes.note_saved, name="note_saved"),
    path(ROW + "note/<str:uid>/change/", notes.note_change, name="note_change"),
    path(ROW + "note/<str:uid>/withdraw/", notes.note_withdraw, name="note_withdraw"),
]
