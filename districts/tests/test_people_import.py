"""Many accounts from a workbook: previewed, confirmed whole, and refused in a sentence where it is not one."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from districts import people_workbook
from districts.models import Event, User
from districts.tests.builders import make_province, make_user

HEADING = ["Tên đăng nhập", "Họ và tên", "Số điện thoại", "Mã đơn vị", "Tên đơn vị", "Vai trò", "Thư điện tử"]
GOOD = ["xa90001", "Y Blưm", "0912345678", "90001", "", "Nhập số liệu", "blum@xa.example"]
ADDRESS = "/people/import/"


@pytest.fixture
def signed_in(client, province):
    client.force_login(make_user("administrator", province.province, "quantri"))
    return client


def workbook(*rows: Sequence[Any], heading: Sequence[Any] = HEADING) -> bytes:
    memory = BytesIO()
    book = Workbook()
    for row in (heading, *rows):
        book.active.append(list(row))
    book.save(memory)
    return memory.getvalue()


def upload(client, content: bytes, name: str = "tai-khoan.xlsx"):
    return client.post(reverse("districts:import_people"), {"file": SimpleUploadedFile(name, content)})


def refusal(client, content: bytes) -> str:
    [sentence] = upload(client, content).context["form"].errors["file"]
    return sentence


def test_a_workbook_is_shown_first_and_nothing_is_made(signed_in):
    page = upload(signed_in, workbook(GOOD, ["huyen901", "", "", 901, "", "nhap va phe duyet"]))

    asked = [(row.account.username, row.account.unit.code, row.account.role) for row in page.context["asked"]]
    assert asked == [("xa90001", "90001", "enters"), ("huyen901", "901", "accepts")]
    assert page.context["faulty"] == []
    assert User.objects.count() == 1


def test_confirming_makes_all_and_shows_their_passwords_once(signed_in):
    page = upload(signed_in, workbook(GOOD, ["huyen901", "", "", 901, "", "Nhập và phê duyệt"]))
    shown = signed_in.post(
        reverse("districts:import_people_confirm"), {"sealed": page.context["sealed"]}, follow=True
    )

    assert [row["username"] for row in shown.context["rows"]] == ["xa90001", "huyen901"]
    for row in shown.context["rows"]:
        assert User.objects.get(username=row["username"]).check_password(row["password"])
    assert User.objects.get(username="xa90001").email == "blum@xa.example"
    assert Event.objects.filter(action="account_created").count() == 2


def test_confirming_twice_makes_them_once(signed_in):
    sealed = {"sealed": upload(signed_in, workbook(GOOD)).context["sealed"]}
    signed_in.post(reverse("districts:import_people_confirm"), sealed)
    again = signed_in.post(reverse("districts:import_people_confirm"), sealed)

    assert "Đã có tài khoản tên “xa90001”. Chưa tạo tài khoản nào." in again.content.decode()
    assert User.objects.filter(username="xa90001").count() == 1


def test_one_name_taken_meanwhile_stops_all_of_them(signed_in, province):
    page = upload(signed_in, workbook(GOOD, ["huyen901", "", "", 901, "", "Nhập và phê duyệt"]))
    make_user("accepts", province.districts[0], "huyen901")
    signed_in.post(reverse("districts:import_people_confirm"), {"sealed": page.context["sealed"]})

    assert not User.objects.filter(username="xa90001").exists()


def test_a_preview_belongs_to_who_saw_it(client, signed_in, province):
    sealed = upload(signed_in, workbook(GOOD)).context["sealed"]
    signed_in.force_login(make_user("administrator", province.province, "quantri2"))
    page = signed_in.post(reverse("districts:import_people_confirm"), {"sealed": sealed})

    assert "Xin chọn lại tệp." in page.content.decode()
    assert not User.objects.filter(username="xa90001").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({0: "Xã 1"}, "Tên đăng nhập có từ 3 đến 40 ký tự"),
        ({0: "quantri"}, "Đã có tài khoản tên này."),
        ({2: "gọi bác trưởng thôn"}, "Số điện thoại có từ 8 đến 20 chữ số"),
        ({6: "blum tại xã"}, "Địa chỉ thư chưa đúng"),
        ({3: "99999"}, "Không có đơn vị mã “99999” trong tỉnh."),
        ({5: "giám đốc"}, "Không có vai trò “giám đốc”."),
        ({5: "Cán bộ tỉnh"}, "không dùng được ở cấp xã"),
        ({1: "=1+1"}, "Cột “Họ và tên” chứa công thức; xin dán giá trị."),
    ],
)
def test_a_faulty_row_is_named_in_words_and_cannot_be_confirmed(signed_in, changes, sentence):
    faulty = [changes.get(place, cell) for place, cell in enumerate(GOOD)]
    page = upload(signed_in, workbook(faulty))

    [row] = page.context["faulty"]
    assert row.number == 2
    assert [sentence in fault for fault in row.faults] == [True]
    assert page.context["sealed"] == ""


def test_a_name_that_stands_twice_is_named_in_both_rows(signed_in):
    page = upload(signed_in, workbook(GOOD, GOOD))

    assert [row.faults for row in page.context["faulty"]] == [["Tên đăng nhập này có ở hai dòng."]] * 2


def test_excel_may_drop_the_0_of_a_phone_number_and_make_codes_numbers(signed_in):
    page = upload(signed_in, workbook(["xa90001", "", 912345678, 90001.0, "", "Nhập số liệu"]))

    [row] = page.context["asked"]
    assert (row.account.phone, row.account.unit.code) == ("0912345678", "90001")


def test_headings_are_read_in_any_order_and_without_accents(signed_in):
    rows = [["Nhập số liệu", "90001", "xa90001"]]
    page = upload(signed_in, workbook(*rows, heading=["VAI TRO", "ma don vi", "Tên  đăng nhập"]))

    assert page.context["faulty"] == []


def test_what_is_not_a_workbook_is_refused_in_a_sentence(signed_in):
    not_a_workbook = "Đây không phải tệp Excel .xlsx. Xin dùng tệp mẫu ở trang này."
    assert refusal(signed_in, b"Ten dang nhap,Ho va ten\nxa90001,A") == not_a_workbook
    assert refusal(signed_in, b"\x00" * 100) == not_a_workbook
    assert refusal(signed_in, b"") == "Tệp này trống, không có nội dung."


def test_a_zip_that_is_no_workbook_is_refused(signed_in):
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as packed:
        packed.writestr("[Content_Types].xml", "<broken")
        packed.writestr("xl/workbook.xml", "<broken")

    assert refusal(signed_in, memory.getvalue()).startswith("Không đọc được tệp này.")


def test_a_file_that_unpacks_to_far_more_is_not_unpacked(signed_in):
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\x00" * (people_workbook.MOST_BYTES_UNPACKED + 1))

    assert refusal(signed_in, memory.getvalue()) == "Tệp giãn ra quá lớn khi mở nên không được nhận."


def test_a_file_above_2_mb_is_refused(signed_in):
    sentence = "Tệp lớn hơn 2 MB. Xin bỏ hình ảnh và các trang tính khác rồi thử lại."

    assert refusal(signed_in, b"PK" + b"\x00" * people_workbook.MOST_BYTES) == sentence


def test_more_than_2000_rows_are_refused(signed_in):
    rows = [[f"xa{number}", "", "", "90001", "", "Nhập số liệu"] for number in range(2001)]

    assert refusal(signed_in, workbook(*rows)) == "Tệp có quá 2.000 dòng. Xin chia thành nhiều tệp."


def test_a_missing_a_double_and_an_empty_table_are_refused(signed_in):
    missing = workbook(["xa90001", "90001"], heading=["Tên đăng nhập", "Mã đơn vị"])
    assert refusal(signed_in, missing) == "Dòng đầu của trang tính thiếu cột “Vai trò”."
    double = workbook(GOOD, heading=["Tên đăng nhập", "Tên đăng nhập", "", "Mã đơn vị", "", "Vai trò"])
    assert refusal(signed_in, double) == "Cột “Tên đăng nhập” có hai lần."
    assert refusal(signed_in, workbook()) == "Tệp chưa có dòng nào được điền."


def test_a_form_without_a_file_is_asked_for_one(signed_in):
    page = signed_in.post(reverse("districts:import_people"))

    assert page.context["form"].errors == {"file": ["Xin chọn tệp."]}


def test_the_template_lists_each_unit_with_a_proposed_account_and_can_be_sent_back_as_it_is(
    signed_in, province
):
    content = signed_in.get(reverse("districts:import_people_template")).content
    rows = list(load_workbook(BytesIO(content)).worksheets[0].values)

    proposed = [(row[0], row[4], row[6]) for row in rows[1:]]
    assert ("xa90001", "90001", "Nhập số liệu") in proposed
    assert ("huyen901", "901", "Nhập và phê duyệt") in proposed
    assert ("soyte", "health", "Nhập số liệu") in proposed
    assert len(proposed) == 8
    assert upload(signed_in, content).context["faulty"] == []


def test_the_template_leaves_out_whoever_has_an_account(signed_in, province):
    make_user("enters", province.communes[0], "xa90001")
    content = signed_in.get(reverse("districts:import_people_template")).content

    assert "xa90001" not in [row[0] for row in load_workbook(BytesIO(content)).worksheets[0].values]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@sum", "\tx"])
def test_no_text_that_leaves_in_a_workbook_can_become_a_formula(text):
    row = {"username": "xa90001", "password": "p", "full_name": text, "unit": "Xã"}
    content = people_workbook.of_passwords([row])

    cell = load_workbook(BytesIO(content)).worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")


@pytest.mark.parametrize("count", [1, 10, 102])
def test_a_preview_costs_the_same_whatever_its_length(client, db, django_assert_num_queries, count):
    province = make_province(communes=count, departments=False)
    client.force_login(make_user("administrator", province.province))
    content = client.get(reverse("districts:import_people_template")).content

    with django_assert_num_queries(5):
        upload(client, content)
