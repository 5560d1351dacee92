"""Addresses of who reports, and of what they reported."""

from django.urls import path

from indicators import converters  # noqa: F401  (registers <quarter:…>)

from .views import (
    account,
    cells,
    entry,
    import_people,
    people,
    periods,
    reporting,
    review,
    submissions,
    targets,
    tokens,
    work,
    workbooks,
)

app_name = "districts"
urlpatterns = [
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("password/", account.change_password, name="change_password"),
    path("my-work/", work.my_work, name="my_work"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/import/", import_people.import_people, name="import_people"),
    path("people/import/template/", import_people.template, name="import_people_template"),
    path("people/import/confirm/", import_people.confirm, name="import_people_confirm"),
    path("people/passwords/", people.passwords, name="one_time_passwords"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/move/", people.move, name="move_person"),
    path("people/<int:pk>/reset/", people.reset, name="reset_person"),
    path("people/<int:pk>/close/", people.close, name="close_person"),
    path("people/<int:pk>/reopen/", people.reopen, name="reopen_person"),
    path("periods/", periods.periods, name="periods"),
    path("periods/open/", periods.open_period, name="open_period"),
    path("periods/<int:pk>/", periods.period, name="period"),
    path("periods/<int:pk>/extend/", periods.extend, name="extend_period"),
    path("periods/<int:pk>/close/", periods.close, name="close_period"),
    path("periods/<int:pk>/reopen/", periods.reopen, name="reopen_period"),
    path("periods/<int:pk>/reopen-unit/", periods.reopen_unit, name="reopen_period_unit"),
    path("periods/<int:pk>/lock-unit/<int:unit>/", periods.lock_unit, name="lock_period_unit"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/submit/", submissions.submit, name="submit"),
    path("submissions/<int:pk>/accept/", submissions.accept, name="accept"),
    path("submissions/<int:pk>/return/", submissions.send_back, name="send_back"),
    path("<slug:plan>/targets/", targets.targets, name="targets"),
    path("<slug:plan>/targets/<str:measure>/", targets.target, name="target"),
    path("<slug:plan>/<quarter:period>/entry/<slug:unit>/", entry.entry, name="entry"),
    path("<slug:plan>/<quarter:period>/entry/<slug:unit>/cells/", cells.Cells.as_view(), name="save_cells"),
    path("<slug:plan>/<quarter:period>/entry/<slug:unit>/workbook/", workbooks.workbook, name="workbook"),
    path(
        "<slug:plan>/<quarter:period>/entry/<slug:unit>/workbook/upload/",
        workbooks.upload,
        name="upload_workbook",
    ),
    path(
        "<slug:plan>/<quarter:period>/entry/<slug:unit>/workbook/confirm/",
        workbooks.confirm,
        name="confirm_workbook",
    ),
    path("<slug:plan>/<quarter:period>/workbook/", workbooks.workbook, name="workbooks"),
    path("<slug:plan>/<quarter:period>/workbook/upload/", workbooks.upload, name="upload_workbooks"),
    path("<slug:plan>/<quarter:period>/workbook/confirm/", workbooks.confirm, name="confirm_workbooks"),
    path("<slug:plan>/<quarter:period>/reporting/", reporting.reporting, name="reporting"),
    path("<slug:plan>/<quarter:period>/review/", review.review, name="review"),
]
