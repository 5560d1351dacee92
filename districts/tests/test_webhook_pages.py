"""The pages of who is told: the secret shown once, each piece of news with what became of it, what the buttons do."""

import pytest
from django.urls import reverse

from districts.models import Delivery, Event, Webhook
from districts.tests.builders import make_unit, make_user
from districts.tests.webhook_builders import webhook_with_its_log

URL = "https://93.184.215.14/tin"  # an IP address, so that no name is looked up
NEW = {"name": "kho dữ liệu", "url": URL, "kinds": ["submission.accepted", "publication.published"]}


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.province)
    return client


def page(client, name: str, *args: int) -> str:
    return client.get(reverse(f"districts:{name}", args=args)).content.decode()


def press(client, name: str, pk: int) -> str:
    return client.post(reverse(f"districts:{name}", args=[pk]), follow=True).content.decode()


def test_a_secret_is_shown_once_after_it_was_made(staff):
    shown = staff.post(reverse("districts:new_webhook"), NEW, follow=True)

    webhook = Webhook.objects.get()
    secret = shown.context["secret"]
    assert secret.startswith("whsec_") and secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert secret not in page(staff, "webhook", webhook.pk)
    another = press(staff, "rotate_webhook", webhook.pk)
    assert "whsec_" in another and secret not in another
    assert "còn dùng được đến" in another


def test_what_is_wrong_is_said_beside_its_field(staff):
    answer = staff.post(reverse("districts:new_webhook"), {**NEW, "url": "https://127.0.0.1/", "kinds": []})
    assert answer.context["form"].errors == {"kinds": ["Xin chọn một mục."]}

    answer = staff.post(reverse("districts:new_webhook"), {**NEW, "url": "https://127.0.0.1/"})
    assert answer.context["form"].errors == {
        "url": ["Địa chỉ dẫn vào mạng nội bộ nên không được gọi. Máy chủ của cổng có thể cho phép từng mạng."]
    }
    assert not Webhook.objects.exists()


def test_another_address_and_other_kinds_are_written_down(staff, cast):
    webhook, _given_up = webhook_with_its_log(cast.province)

    staff.post(
        reverse("districts:change_webhook", args=[webhook.pk]), {"url": URL, "kinds": ["period.closed"]}
    )

    webhook.refresh_from_db()
    assert (webhook.url, webhook.kinds, webhook.name) == (URL, ["period.closed"], "kho dữ liệu")


def test_the_page_says_of_each_piece_of_news_what_became_of_it(staff, cast):
    webhook, _given_up = webhook_with_its_log(cast.province)

    shown = page(staff, "webhook", webhook.pk)

    words = [
        "Biểu số liệu được phê duyệt",
        "quý I/2024 · 90001",
        "gửi lại lúc 12:00 15/3/2099",
        "Nơi nhận không trả lời kịp.",
        "202",
        "đã nhận",
        "500",
        "Nơi nhận trả lời là không nhận.",
    ]
    assert [each for each in words if each not in shown] == []
    listed = page(staff, "webhooks")
    assert "kho dữ liệu" in listed and "đang báo tin" in listed


def test_news_is_sent_again_one_or_all_that_failed(staff, cast):
    webhook, given_up = webhook_with_its_log(cast.province)

    press(staff, "resend_delivery", given_up.pk)
    given_up.refresh_from_db()
    assert (given_up.state, given_up.tries) == ("waiting", 0)

    Delivery.objects.filter(pk=given_up.pk).update(state="given_up", ended_at=given_up.written_at)
    press(staff, "resend_webhook", webhook.pk)
    assert Delivery.objects.filter(state="waiting").count() == 2


def test_it_is_switched_off_and_on_and_tried(staff, cast):
    webhook, _given_up = webhook_with_its_log(cast.province)

    assert "Đã gửi một tin thử" in press(staff, "test_webhook", webhook.pk)
    assert "do cán bộ ngừng" in press(staff, "switch_off_webhook", webhook.pk)
    assert "Đang ngừng báo tin" in press(staff, "test_webhook", webhook.pk)
    assert "Đã báo tin trở lại." in press(staff, "switch_on_webhook", webhook.pk)
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["webhook_tested", "webhook_off", "webhook_on"]


def test_whoever_comes_by_the_address_of_a_button_changes_nothing(staff, cast):
    webhook, given_up = webhook_with_its_log(cast.province)
    before = Webhook.objects.values().get()

    for name in ("rotate", "test", "switch_off", "switch_on", "resend"):
        answer = staff.get(reverse(f"districts:{name}_webhook", args=[webhook.pk]))
        assert answer["Location"] == reverse("districts:webhook", args=[webhook.pk])
    staff.get(reverse("districts:resend_delivery", args=[given_up.pk]))
    assert Webhook.objects.values().get() == before
    assert not Event.objects.exists() and Delivery.objects.count() == 3


def test_another_provinces_are_not_there(client, cast):
    webhook, given_up = webhook_with_its_log(cast.province)
    client.force_login(make_user("province", make_unit("51", "province")))

    assert "kho dữ liệu" not in page(client, "webhooks")
    for name, pk in (
        ("webhook", webhook.pk),
        ("rotate_webhook", webhook.pk),
        ("resend_delivery", given_up.pk),
    ):
        assert client.post(reverse(f"districts:{name}", args=[pk])).status_code == 404


def test_a_receivers_own_words_are_no_markup(staff, cast):
    webhook, given_up = webhook_with_its_log(cast.province)
    Delivery.objects.filter(pk=given_up.pk).update(answer="<script>alert(1)</script>")

    assert "<script>alert" not in page(staff, "webhook", webhook.pk)


def test_the_pages_are_found_by_search_and_from_the_page_of_tokens(client, cast):
    for person, is_there in [(cast.province, True), (cast.administrator, True), (cast.commune, False)]:
        client.force_login(person)
        address = f'href="{reverse("districts:webhooks")}"'
        assert (address in page(client, "tokens")) == is_there
        assert (address in client.get("/search/?q=báo tin cho phần mềm").content.decode()) == is_there


@pytest.mark.parametrize("count", [1, 10])
def test_the_pages_cost_the_same_whatever_is_on_them(staff, cast, django_assert_num_queries, count):
    for number in range(count):
        webhook, given_up = webhook_with_its_log(cast.province, name=f"kho {number}")
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=f"{number:032x}", kind="test", body="{}", written_at=given_up.written_at,
                 try_at=given_up.try_at)
        for number in range(count * 5)
    )  # fmt: skip

    with django_assert_num_queries(5):
        staff.get(reverse("districts:webhooks"))
    with django_assert_num_queries(8):
        staff.get(reverse("districts:webhook", args=[webhook.pk]))
