"""What Django alone would do: one view that inserts the same columns into a plain table."""

from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.test import Client
from django.test.utils import override_settings
from django.urls import path
from psycopg import sql

from edc.crf import crf_named
from edc.questions import MultiChoice
from tests.bench.paper import FORM, TRANSPLANT

TABLE = sql.Identifier("bare", FORM)


def make_table(superuser):
    """A table like the form's, in a schema that nothing watches over."""
    crf = crf_named(FORM)
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(crf.asked[name].db_type(connection)))
        for name in TRANSPLANT
    ]
    superuser.execute("CREATE SCHEMA bare")
    superuser.execute("GRANT USAGE ON SCHEMA bare TO edc_app")
    superuser.execute(
        sql.SQL("CREATE TABLE {} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {})").format(
            TABLE, sql.SQL(", ").join(columns)
        )
    )
    superuser.execute(sql.SQL("GRANT INSERT ON {} TO edc_app").format(TABLE))


def insert(request):
    """Store what was posted, and send the reader back."""
    asked = crf_named(FORM).asked
    values = [
        request.POST.getlist(name) if isinstance(asked[name], MultiChoice) else request.POST[name]
        for name in TRANSPLANT
    ]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        TABLE,
        sql.SQL(", ").join(map(sql.Identifier, TRANSPLANT)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return HttpResponseRedirect("/")


def routed_here(get_response):
    """The only middleware: it leads to this view."""

    def answer(request):
        request.urlconf = __name__
        return get_response(request)

    return answer


def bare_client() -> Client:
    """A client of Django without the product's middleware."""
    client = Client(SERVER_NAME="localhost")
    with override_settings(MIDDLEWARE=[f"{__name__}.routed_here"]):
        client.handler.load_middleware()
    return client


urlpatterns = [path("", insert)]
