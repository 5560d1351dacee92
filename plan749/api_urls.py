"""Addresses of the API, version 1."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from districts.api import bulk, periods, submissions, units
from indicators import converters  # noqa: F401 - registers <quarter:…>
from indicators.api import plans
from reports.api import observations, publications

from . import api_docs, api_problems

app_name = "api"
urlpatterns = [
    path("plans/", plans.PlanList.as_view(), name="plans"),
    path("plans/<slug:slug>/", plans.OnePlan.as_view(), name="plan"),
    path("indicators/", plans.IndicatorList.as_view(), name="indicators"),
    path("indicators/<int:number>/", plans.OneIndicator.as_view(), name="indicator"),
    path("measures/", plans.MeasureList.as_view(), name="measures"),
    re_path(r"^measures/(?P<code>[0-9a-z.]{1,10})/$", plans.OneMeasure.as_view(), name="measure"),
    path("elements/", plans.ElementList.as_view(), name="elements"),
    path("elements/<slug:code>/", plans.OneElement.as_view(), name="element"),
    path("units/", units.UnitList.as_view(), name="units"),
    path("units/<slug:code>/", units.OneUnit.as_view(), name="unit"),
    path("periods/", periods.PeriodList.as_view(), name="periods"),
    path("periods/<quarter:code>/", periods.OnePeriod.as_view(), name="period"),
    path("submissions/", submissions.SubmissionList.as_view(), name="submissions"),
    path("submissions/bulk/", bulk.BulkFigures.as_view(), name="bulk"),
    path("submissions/<int:pk>/", submissions.OneSubmission.as_view(), name="submission"),
    path("submissions/<int:pk>/submit/", submissions.Submit.as_view(), name="submit"),
    path("submissions/<int:pk>/accept/", submissions.Accept.as_view(), name="accept"),
    path("submissions/<int:pk>/return/", submissions.Return.as_view(), name="return"),
    path("observations/", observations.ObservationList.as_view(), name="observations"),
    path("publications/", publications.PublicationList.as_view(), name="publications"),
    path("publications/<int:pk>/", publications.OnePublication.as_view(), name="publication"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_docs.docs, name="docs"),
    path("problems/", api_problems.problems, name="problems"),
    # Any other address answers in JSON too; one without its last slash is first led to the one with it.
    re_path(r"^(?:.*/)?$", api_docs.Nothing.as_view()),
]
