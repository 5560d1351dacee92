"""Publications: to read, with the addresses of their documents for those who may read these."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.generics import GenericAPIView

from districts.access import Act, may
from districts.api.periods import BY_PERIOD
from indicators.api.filters import moment, whole, with_ranges, word
from indicators.api.following import Followed
from indicators.api.pages import label
from indicators.api.plans import BY_PLAN
from indicators.api.reading import Labelled, OneOf, in_words

from ..models import Document, Publication
from ..views.sights import sees_sensitive_totals


class DocumentOut(serializers.ModelSerializer):
    """A file of a publication. `report` is quarter, half-year, nine-months or year, empty for the workbook of them all.

    `sha256` is that of its bytes.
    """

    address = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = ["kind", "report", "size", "sha256", "address"]

    @extend_schema_field(serializers.URLField())
    def get_address(self, document: Document) -> str:
        return str(self.context["request"].build_absolute_uri(document.get_absolute_url()))


class PublicationOut(serializers.ModelSerializer):
    """`sha256` is that of the content. `documents` is empty for those who may not read them.

    A publication never changes: its `updated_at` is the moment it was published.
    """

    plan = serializers.CharField(source="period.plan.slug")
    period = serializers.CharField(source="period.code")
    updated_at = serializers.DateTimeField(source="published_at")
    reason = serializers.SerializerMethodField(
        help_text="why it was published again, as far as the reader may know; empty for the first"
    )
    documents = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = [
            "id", "plan", "period", "number", "updated_at", "published_at", "reason", "sha256", "documents",
            "illustrative", "note",
        ]  # fmt: skip

    def get_reason(self, publication: Publication) -> str:
        """A reason may name a commune, so most people are told only that there was one."""
        if not publication.reason or sees_sensitive_totals(self.context["request"].user):
            return publication.reason
        return said("đã đính chính")

    @extend_schema_field(DocumentOut(many=True))
    def get_documents(self, publication: Publication) -> list[Any]:
        if not may(self.context["request"].user, Act.READ_DOCUMENTS):
            return []
        return list(DocumentOut(publication.documents.all(), many=True, context=self.context).data)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_note(self, publication: Publication) -> str | None:
        note: str | None = label(publication.illustrative)["note"]
        return note


class PublicationForAnyone(PublicationOut):
    """What a stranger is told of a publication: neither why it was made nor its files."""

    class Meta:
        model = Publication
        fields = [
            "id", "plan", "period", "number", "updated_at", "published_at", "sha256", "illustrative", "note",
        ]  # fmt: skip


PUBLICATIONS: QuerySet[Publication] = (
    Publication.objects.defer("content").select_related("period__plan").prefetch_related("documents")
)


class OfPublications(Labelled, GenericAPIView):
    """A stranger has the latest of each period alone, and less of it."""

    def get_queryset(self) -> QuerySet[Publication]:
        if self.request.user.is_authenticated:
            return PUBLICATIONS.all()
        return PUBLICATIONS.latest_of_each_period()

    def get_serializer_class(self) -> type[PublicationOut]:
        return PublicationOut if self.request.user.is_authenticated else PublicationForAnyone


@in_words(_("Các lần công bố"))
class PublicationList(OfPublications, Followed):
    """Publications of every period; a higher number replaces the lower, and says why in `reason`."""

    is_public = True
    changed = "published_at"
    # Dated when its job began; its documents are made before it is seen.
    overlap = timedelta(days=1)
    filters = with_ranges(
        {
            "id": whole("pk"),
            "plan": word("period__plan__slug", known=BY_PLAN.known),
            "period": BY_PERIOD,
            "number": whole("number", ranged=True),
            "sha256": word("sha256"),
            "updated_at": moment("published_at", ranged=True),
        }
    )
    orderings = {
        "id": ("pk",),
        "plan": ("period__plan__slug",),
        "period": ("period__year", "period__quarter"),
        "number": ("number",),
        "updated_at": ("published_at",),
    }
    ordered_by = ("period__plan_id", "period__year", "period__quarter", "number")

    def sight(self) -> str:
        """Everyone sees every publication; the files are for some."""
        return str(may(self.request.user, Act.READ_DOCUMENTS))


@in_words(_("Một lần công bố"))
class OnePublication(OfPublications, OneOf):
    """A publication."""

    is_public = True
    lookup_field = "pk"
