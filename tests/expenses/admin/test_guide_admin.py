import pytest
from django.urls import reverse

from expenses.actions.publish_answer import publish_answer
from expenses.actions.write_answer import write_answer
from expenses.enums import AnswerState
from expenses.models import Answer, Section, Term
from tests.people import make_people

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:expenses_answer_changelist", "admin:expenses_answer_add"
TYPED = {"question": "Må vi?", "answer": "Ja.", "section": "forplejning"}


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def sara(client, people):
    client.force_login(people.sara)
    return client


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def press(client, act, answer):
    return client.post(
        reverse(f"admin:expenses_answer_{act}", args=[answer.pk]), follow=True
    ).content.decode()


def test_terms_and_sections_are_shown_and_not_edited(sara):
    assert "Medibox kan ikke betales med klyngemidler" in page(sara, "admin:expenses_section_changelist")
    assert "Lægelaug" in page(sara, "admin:expenses_term_changelist").replace("lægelaug", "Lægelaug")
    for model in (Section, Term):
        name = f"admin:expenses_{model._meta.model_name}"
        row = model.objects.first()
        assert 'name="_save"' not in page(sara, f"{name}_change", row.pk)
        assert sara.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403


def test_the_whole_life_of_an_answer(sara):
    sara.post(reverse(ADD), TYPED)
    draft = Answer.objects.get()
    press(sara, "publish", draft)
    shown = page(sara, "admin:expenses_answer_change", draft.pk)
    assert "Træk tilbage" in shown
    assert "Ret kladden" not in shown
    sara.post(reverse(ADD) + f"?erstatter={draft.pk}", TYPED | {"answer": "Nej."})
    new = draft.successor
    assert (new.answer, new.state) == ("Nej.", AnswerState.DRAFT)
    assert "Ret kladden" in page(sara, "admin:expenses_answer_change", new.pk)
    sara.post(reverse("admin:expenses_answer_edit", args=[new.pk]), TYPED | {"answer": "Nej, desværre."})
    assert "Svaret er udgivet og vises under vejledningen." in press(sara, "publish", new)
    assert [one.answer for one in Answer.objects.published()] == ["Nej, desværre."]
    assert "Svaret er trukket tilbage." in press(sara, "withdraw", new)
    assert "Svaret er allerede trukket tilbage." in press(sara, "withdraw", new)


def test_a_draft_is_thrown_away(sara):
    sara.post(reverse(ADD), TYPED)
    assert "Kladden er kasseret." in press(sara, "discard", Answer.objects.get())
    assert not Answer.objects.exists()


def test_what_is_wrong_is_said_and_the_rest_is_kept(sara):
    response = sara.post(reverse(ADD), TYPED | {"answer": "Ring til 010190-1234.", "section": "andet"})
    shown = response.content.decode()
    assert "Skriv ikke CPR-numre her" in shown
    assert 'value="Må vi?"' in shown
    assert not Answer.objects.exists()


def test_the_list_costs_the_same_however_many(sara, people, django_assert_num_queries):
    page(sara, LIST)
    for count in (1, 2):
        for _ in range(count):
            publish_answer(write_answer(**TYPED, by=people.sara), by=people.sara)
        with django_assert_num_queries(8):
            shown = page(sara, LIST)
    assert shown.count("Må vi?") >= 3
    assert "Må vi?" not in sara.get(reverse(LIST), {"tilstand": "draft"}).content.decode()


def test_the_auditor_reads_and_presses_in_vain_and_a_member_finds_nothing(client, people):
    draft = write_answer(**TYPED, by=people.sara)
    client.force_login(people.rikke)
    assert "Må vi?" in page(client, LIST)
    assert client.get(reverse(ADD)).status_code == 403
    assert "Det kan kun PLO&#x27;s klyngesekretariat." in press(client, "publish", draft)
    assert not Answer.objects.published().exists()
    client.force_login(people.mette)
    assert client.get(reverse(LIST)).status_code == 404
