"""What every request passes: a request id, and no page without a declared permission."""

import uuid

from django.core.exceptions import ImproperlyConfigured, RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from edc import audit
from edc.access import require


class DenyByDefault:
    """A view that declares no permission answers nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        rest_view = getattr(view, "cls", None)
        if not hasattr(rest_view or view, "needs"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no permission")
        if rest_view is not None or view.needs is None:
            return None
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                return HttpResponse(status=401)
            return redirect(f"{reverse('sign-in')}?next={request.get_full_path()}")
        require(request.user, view.needs)
        return None


class RequestIdentity:
    """Gives each request an id that the audit trail, the log and the answer's header share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex
        channel = "API" if request.path.startswith("/api/") else "PAGE"
        with audit.through(channel=channel, request_id=request.id):
            response = self.get_response(request)
        response["X-Request-ID"] = request.id
        return response


class SecurityHeaders:
    """No foreign script, no foreign frame, and nothing of a page kept on the machine."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
            "style-src 'self'; font-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'",
        )
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def takes_file(most_bytes):
    """Mark a view that takes files, none larger than this; a larger one does not arrive."""

    def mark(view):
        view.takes_file = most_bytes
        return view

    return mark


class FilesWhereTaken(FileUploadHandler):
    """Other pages take no file: it is refused before it is kept anywhere, as from a stranger."""

    def new_file(self, *args, **kwargs):
        view = getattr(self.request.resolver_match, "func", None)
        self.most = getattr(view, "takes_file", 0)
        if not self.most:
            raise RequestDataTooBig("This page takes no file.")
        require(self.request.user, view.needs)

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > self.most:
            self.request.file_is_too_large = True
            raise StopUpload
        return raw_data

    def file_complete(self, file_size):
        return None
