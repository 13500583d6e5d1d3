"""How gunicorn serves the site: `gunicorn --config deploy/gunicorn.conf.py`, from any folder."""

from multiprocessing import cpu_count
from pathlib import Path

from environs import env

REPO_DIR = Path(__file__).resolve().parents[1]

wsgi_app = "config.wsgi"
chdir = str(REPO_DIR / "site")
pythonpath = str(REPO_DIR)
# Loading before the workers start saves memory, and a bad setting stops the start at once.
preload_app = True

bind = env.str("BIND", "127.0.0.1:8000")
workers = env.int("WEB_CONCURRENCY", cpu_count())
threads = env.int("WEB_THREADS", 4)
worker_class = "gthread"
timeout = 30  # seconds
max_requests, max_requests_jitter = 2000, 200  # a slow leak never grows old
worker_tmp_dir = "/dev/shm"  # a busy disk must not look like a dead worker
control_socket_disable = True

accesslog = None  # it would hold IP addresses; the proxy before us may keep one, with a term
