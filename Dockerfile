# Three images: `app` for web, worker, beat and migrate, `tools` is that with PostgreSQL's own programs for backup and
# restore, and `nginx` stands in front; docker-compose.yml shows how they fit together. Versions are pinned here; klyngeokonomi/docs/operations.md tells how to pin digests.

FROM node:22.20.0-bookworm-slim AS design
WORKDIR /app/static
COPY static/package.json static/package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# requirements.lock is what runs and nothing else; tests, linters and the embedded servers are in the other lock.
FROM python:3.11.14-slim-bookworm AS packages
COPY requirements.lock /tmp/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes \
        -r /tmp/requirements.lock

FROM python:3.11.14-slim-bookworm AS app
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin klyngeokonomi \
    && install -d -o klyngeokonomi -g klyngeokonomi /var/lib/klyngeokonomi/documents /var/lib/klyngeokonomi/beat
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Once, here: a container may write nothing beside the code, and would compile all of it at every start.
RUN python -m compileall -q --invalidation-mode unchecked-hash klyngeokonomi clusters meetings expenses approvals
COPY --from=design /app/static/node_modules static/node_modules
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=klyngeokonomi.settings.base \
    VAR_DIR=/var/lib/klyngeokonomi
# Style sheets and error pages need settings, none of them secret; the values are gone when the line ends.
RUN export SECRET_KEY=build SECOND_FACTOR_KEY=build PERSONAL_NUMBER_KEY=builds MITID_BROKER=neb \
        MITID_CLIENT_ID=build MITID_CLIENT_SECRET=build DATABASE_URL=postgresql://build@build/build REDIS_URL=redis://build \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && python manage.py draw_error_pages /var/lib/klyngeokonomi/errors
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "python:klyngeokonomi.production.gunicorn_settings", "klyngeokonomi.wsgi"]

# The programs must be of the server's version or newer, so they come from PostgreSQL's own archive.
FROM app AS tools
USER root
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*
USER 10001:10001
CMD ["python", "manage.py", "check_books"]

# The image's own entrypoint fills in the template and starts nginx; it runs as the one who owns the papers.
FROM nginx:1.28.0-bookworm AS nginx
RUN rm -rf /etc/nginx/conf.d
COPY klyngeokonomi/production/nginx.conf.template /etc/nginx/templates/nginx.conf.template
COPY --from=app /var/lib/klyngeokonomi/static /srv/static
COPY --from=app /var/lib/klyngeokonomi/errors /srv/errors
ENV NGINX_ENVSUBST_OUTPUT_DIR=/tmp
USER 10001:10001
EXPOSE 8080 8081
CMD ["nginx", "-c", "/tmp/nginx.conf", "-g", "daemon off;"]
