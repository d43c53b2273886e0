"""Signing in and out, and choosing a language."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from edc.access import needs


class SignInForm(AuthenticationForm):
    """User name and password; one message for whatever is wrong."""

    error_messages = {
        "invalid_login": _("User name or password is not right. Both are case-sensitive."),
        "inactive": _("This account is closed. Ask the administrator."),
    }


sign_in = needs(None)(
    LoginView.as_view(
        template_name="edc/sign_in.html",
        redirect_authenticated_user=True,
        authentication_form=SignInForm,
    )
)
sign_out = needs(None)(LogoutView.as_view())
language = needs(None)(set_language)
