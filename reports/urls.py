"""Addresses of what the figures add up to."""

from django.urls import path

from indicators import converters  # noqa: F401 - registers <quarter:period>

from .views import (
    audits,
    boards,
    changes,
    compare,
    indicators,
    issued,
    jobs,
    places,
    publications,
    report_template,
    report_text,
    sources,
    units,
)

app_name = "reports"
urlpatterns = [
    path("<slug:plan>/<quarter:period>/board/", boards.own_board, name="board"),
    path("<slug:plan>/<quarter:period>/board/<slug:unit>/", boards.unit_board, name="unit_board"),
    path(
        "<slug:plan>/<quarter:period>/board/<slug:unit>/sources/<str:code>/",
        sources.board_sources,
        name="board_sources",
    ),
    path(
        "<slug:plan>/<quarter:period>/board/<slug:unit>/sources/<str:code>/table.xlsx",
        sources.board_table,
        name="board_sources_table",
    ),
    path("<slug:plan>/<quarter:period>/unit/<slug:unit>/", units.unit, name="unit"),
    path(
        "<slug:plan>/<quarter:period>/unit/<slug:unit>/<slug:table>.<slug:form>",
        units.unit_file,
        name="unit_table",
    ),
    path(
        "<slug:plan>/<quarter:period>/board/<slug:unit>/table.<slug:form>",
        boards.board_results,
        name="board_results",
    ),
    path("<slug:plan>/indicator/<int:number>/", indicators.newest_indicator, name="newest_indicator"),
    path("<slug:plan>/<quarter:period>/indicator/<int:number>/", indicators.indicator, name="indicator"),
    path(
        "<slug:plan>/<quarter:period>/indicator/<int:number>/<str:code>/<slug:table>.<slug:form>",
        indicators.indicator_table,
        name="indicator_table",
    ),
    path("<slug:plan>/<quarter:period>/where/", places.where, name="where"),
    path("<slug:plan>/<quarter:period>/where/table.<slug:form>", places.where_file, name="where_table"),
    path("<slug:plan>/<quarter:period>/heat/", places.heat_table, name="heat"),
    path("<slug:plan>/<quarter:period>/heat/table.<slug:form>", places.heat_file, name="heat_table"),
    path("<slug:plan>/<quarter:period>/compare/", compare.compare, name="compare"),
    path(
        "<slug:plan>/<quarter:period>/compare/table.<slug:form>", compare.compare_file, name="compare_table"
    ),
    path("<slug:plan>/<quarter:period>/publish/", jobs.publish, name="publish"),
    path("<slug:plan>/<quarter:period>/report-text/", report_text.report_text, name="report_text"),
    path(
        "<slug:plan>/<quarter:period>/report-text/<slug:code>/<int:number>/",
        report_text.version,
        name="report_text_version",
    ),
    path("<slug:plan>/report-template/", report_template.report_template, name="report_template"),
    path(
        "<slug:plan>/report-template/standard.docx",
        report_template.standard_template,
        name="standard_report_template",
    ),
    path(
        "<slug:plan>/report-template/<int:pk>.docx", report_template.own_template, name="own_report_template"
    ),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("audit/", audits.audit, name="audit"),
    path("publications/", publications.publications, name="publications"),
    path(
        "publications/provisional/<slug:plan>/<quarter:period>/report.pdf",
        publications.provisional,
        name="provisional_report",
    ),
    path("publications/<int:pk>/", publications.publication, name="publication"),
    path(
        "publications/<int:pk>/results.<slug:form>", publications.publication_file, name="publication_table"
    ),
    path("publications/<int:pk>/issued/", issued.note, name="publication_issued"),
    path("publications/<int:pk>/issued/scan.pdf", issued.scan, name="publication_scan"),
    path("publications/<int:pk>/changes/<int:number>/", changes.changes, name="publication_changes"),
    path(
        "publications/<int:pk>/changes/<int:number>/<slug:table>.<slug:form>",
        changes.changes_file,
        name="publication_changes_table",
    ),
    path(
        "publications/<int:pk>/sources/<str:code>/", sources.publication_sources, name="publication_sources"
    ),
    path(
        "publications/<int:pk>/sources/<str:code>/table.xlsx",
        sources.publication_table,
        name="publication_sources_table",
    ),
    path(
        "publications/<int:pk>/area/<slug:unit>/sources/<str:code>/",
        sources.publication_area_sources,
        name="publication_area_sources",
    ),
    path(
        "publications/<int:pk>/area/<slug:unit>/sources/<str:code>/table.xlsx",
        sources.publication_area_table,
        name="publication_area_sources_table",
    ),
    path("publications/<int:pk>/<slug:kind>/", publications.document, name="document"),
    path(
        "publications/<int:pk>/reports/<slug:report>/<slug:kind>/",
        publications.report_document,
        name="report_document",
    ),
]
