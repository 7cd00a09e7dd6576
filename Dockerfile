# Convenor as a service: the lock's packages and the checkout, nothing else; not root; asked after every 30 seconds.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 CONVENOR_WEB__HOST=0.0.0.0

WORKDIR /srv/convenor
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock \
    && useradd --system --create-home --home-dir /var/lib/convenor convenor
COPY alembic.ini pyproject.toml ./
COPY migrations migrations
COPY bot bot
COPY handlers handlers

USER convenor
VOLUME /var/lib/convenor
ENV CONVENOR_DATABASE_URL=sqlite:////var/lib/convenor/convenor.db
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
