# Configuration of revgraph, for several databases.

[revgraph]
# The folder of env.py and script.py.mako. %(here)s is the folder of this file.
script_location = ${script_location}

# The databases; each has a section below, and functions upgrade_NAME() and downgrade_NAME() in every revision.
databases = engine1, engine2

# Keep the file heads.lock beside env.py: it names the newest revisions, so that two people who each add one to the same
# line get a conflict in version control, not two heads at deploy time. Commit it. See "rebase" in the documentation.
heads_lock = true

# Write down in the database, in the table revgraph_journal, what was run: when, by whom, how it ended. A migration that
# was cut off can then go on where it stopped, also where the database can't roll it back. See "log" and "resolve".
journal = true

# Only one process at a time migrates a database. How many seconds another one waits; see "The lock" in the documentation.
# lock = true
# lock_timeout = 600

# Folders put in front of sys.path, so that env.py can import the application.
prepend_sys_path = .

# What separates the paths of a list in this file: os (as the system does: ":" or ";"), ":", ";", space, newline.
path_separator = os

# Folders of the revision files; by default "versions" beside env.py.
# With several, a revision that starts a new branch needs --version-path.
# version_locations = %(here)s/bar:%(here)s/bat

# Set to true to look into the sub-folders of these, too.
# recursive_version_locations = false

# Ids of new revisions: hash (twelve random digits), timestamp (year to second), or sequential (001, 002, ...).
# revision_id = hash

# Names of new revision files, without ".py". Tokens: rev, slug (words of the message), epoch, year, month, day, hour,
# minute, second. Folders are allowed with recursive_version_locations = true.
# file_template = %%(rev)s_%%(slug)s
# file_template = %%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s

# Longest slug in a file name.
# truncate_slug_length = 40

# Time zone of the dates in new files, such as utc or Europe/Paris; local time by default.
# timezone =

# Encoding of new revision files.
# output_encoding = utf-8

# Set to true to run env.py for every "revision", not only with --autogenerate.
# revision_environment = false

# Set to true to take compiled revision files (.pyc) that have no source.
# sourceless = false


# The URLs; a % in one is written %%.
[engine1]
sqlalchemy.url = driver://user:pass@localhost/dbname

[engine2]
sqlalchemy.url = driver://user:pass@localhost/dbname2

# Programs run on each new revision file. Types: console_scripts (entrypoint), module (module), exec (executable).
# In "options", REVISION_SCRIPT_FILENAME is the file.
[post_write_hooks]
# hooks = ruff
# ruff.type = module
# ruff.module = ruff
# ruff.options = check --fix REVISION_SCRIPT_FILENAME


# Logging, for env.py.
[loggers]
keys = root,sqlalchemy,revgraph

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console
qualname =

[logger_sqlalchemy]
level = WARNING
handlers =
qualname = sqlalchemy.engine

[logger_revgraph]
level = INFO
handlers =
qualname = revgraph

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
