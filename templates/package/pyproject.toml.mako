[tool.revgraph]
# The scripts as a part of the package, package:folder; they are found wherever it is installed.
script_location = "${package_location}"

# The URL of the database. A % in it is written as it is; ${"$"}{NAME} is an environment variable.
url = "driver://user:pass@localhost/dbname"

# An environment variable that holds the URL; it wins where it is set.
# url_env = "DATABASE_URL"

# There is no env.py: the built-in environment connects. To compare with models as well, name them: module and attribute,
# a MetaData or a declarative base.
no_env_py = true
# metadata = "app.models:Base.metadata"

# Two people who each add a revision to the same line get a conflict in heads.lock, not two heads at deploy time.
heads_lock = true

# Write down in the table revgraph_journal what was run; a migration that was cut off can then go on where it stopped.
journal = true

# Folders put in front of sys.path, so that the application can be imported.
prepend_sys_path = ["${package_folder}"]

# How many seconds to wait for another process that migrates the same database.
# lock_timeout = 600

# version_locations = ["%(here)s/migrations/versions"]
# recursive_version_locations = false
# revision_id = "hash"  # or "timestamp", "sequential"
# file_template = "%%(year)d_%%(month).2d_%%(day).2d_%%(rev)s_%%(slug)s"
# timezone = "utc"

# Programs run on each new revision file.
# [[tool.revgraph.post_write_hooks]]
# name = "ruff"
# type = "module"
# module = "ruff"
# options = "check --fix REVISION_SCRIPT_FILENAME"
