"""The guide in the product's own words as it stands on a day, and "må vi …?". Findings link to its headings."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import Counter

from expenses.forms.guide import DayForm, QuestionForm
from expenses.selectors.guide import guide_on
from expenses.selectors.guide_search import Found, search
from klyngeokonomi.htmx import page_or_part

SEARCHES = Counter("ko_guide_searches", "Questions to the guide; never what was asked", ["found"])


@require_safe
def guide_show(request: HttpRequest) -> HttpResponse:
    """`?dato=2026-05-12` (or 12.05.2026) shows another day than today; `?soeg=` asks. The fragment is the answers."""
    today = timezone.localdate()
    days = DayForm(request.GET if request.GET.get("dato") else None)
    questions = QuestionForm(request.GET if request.GET.get("soeg", "").strip() else None)
    day = (days.cleaned_data["dato"] if days.is_valid() else None) or today
    guide = guide_on(day)
    question = questions.cleaned_data["soeg"] if questions.is_valid() else ""
    found = search(question, guide) if question else Found()
    if question:
        SEARCHES.labels("yes" if found else "no").inc()
    context = {
        "form": days,
        "questions": questions,
        "question": question,
        "found": found,
        "guide": guide,
        "day": day,
        "is_today": day == today,
        "titles": guide.titles(),
    }
    return page_or_part(request, "expenses/guide_show.html", "expenses/_guide_found.html", context)
