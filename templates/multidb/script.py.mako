<%!
import re
%>"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""

from collections.abc import Sequence

import sqlalchemy as sa

from revgraph import op
${imports if imports else ""}

# who this revision is and what it follows
revision: str = ${repr(up_revision)}
down_revision: str | Sequence[str] | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
depends_on: str | Sequence[str] | None = ${repr(depends_on)}



def upgrade(engine_name: str) -> None:
    """Upgrade one of the databases."""
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    """Downgrade one of the databases."""
    globals()[f"downgrade_{engine_name}"]()

<% names = [name for name in re.split(r"[,\s]+", config.get_main_option("databases", "")) if name] %>
% for name in names:

def upgrade_${name}() -> None:
    """Upgrade ${name}."""
    ${context.get(f"{name}_upgrades", "pass") or "pass"}


def downgrade_${name}() -> None:
    """Downgrade ${name}."""
    ${context.get(f"{name}_downgrades", "pass") or "pass"}

% endfor
