"""The mails the product has sent on this machine. Only where DEVELOPMENT_PAGES is on; open to anyone there."""

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klyngeokonomi.development import mails

PAGE = 50
INERT = {"sandbox": True, "default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"]}


@require_safe
@login_not_required
def mail_list(request: HttpRequest) -> HttpResponse:
    """All mails, the newest first."""
    found = mails.newest(PAGE + 1, before=request.GET.get("foer", ""))
    shown = found[:PAGE]
    older = f"?foer={shown[-1].name}" if len(found) > PAGE else ""
    return render(request, "development/mail_list.html", {"mails": shown, "older": older})


@require_safe
@login_not_required
def mail_show(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as text; its links can be followed."""
    return render(request, "development/mail_show.html", {"mail": _mail(name)})


@require_safe
@login_not_required
@csp(INERT)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The formatted body alone, in a page that can run and fetch nothing."""
    return HttpResponse(_mail(name).html)


@require_safe
@login_not_required
def mail_file(request: HttpRequest, name: str) -> FileResponse:
    """The .eml file as it came."""
    mail = _mail(name)
    return FileResponse(
        mails.path_of(mail.name).open("rb"),
        as_attachment=True,
        filename=mail.name,
        content_type="message/rfc822",
    )


def _mail(name: str) -> mails.Mail:
    mail = mails.read(name)
    if mail is None:
        raise Http404("Mailen findes ikke.")
    return mail
