"""How far a storing of all or nothing has come: its transaction shows nobody what is in it yet."""

import contextlib

import redis
from django.conf import settings

from mrd.models import Upload
from mrd.models.upload import UploadMode, UploadState
from mrd.uploading.actions import waiting

AN_HOUR = 3600


def tell(upload: Upload, done: int) -> None:
    """Say how many rows are done. Without a broker nobody hears it, and nothing is lost."""
    with contextlib.suppress(redis.RedisError), _broker() as broker:
        broker.set(_key(upload), done, ex=AN_HOUR)


def done_of(upload: Upload) -> int:
    """How many rows the present work has behind it."""
    if upload.state == UploadState.STORING and upload.mode == UploadMode.ALL:
        return _told(upload)
    return upload.row_count - (waiting(upload).count() if upload.is_working else 0)


def _told(upload) -> int:
    with contextlib.suppress(redis.RedisError), _broker() as broker:
        return int(broker.get(_key(upload)) or 0)
    return 0


def _broker():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)


def _key(upload) -> str:
    return f"upload-{upload.pk}-{upload.round}"
