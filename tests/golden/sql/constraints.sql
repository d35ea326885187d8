-- case: unique_one
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)
/

-- case: unique_two
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b)
/

-- case: unique_other_order
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b, a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b, a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b, a)
/

-- case: unique_unnamed
-- refused on: sqlite
OfflineError: create_unique_constraint('t'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD UNIQUE (a)
/

-- case: unique_deferrable
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE
/

-- case: unique_not_deferrable
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) NOT DEFERRABLE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) NOT DEFERRABLE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) NOT DEFERRABLE
/

-- case: unique_deferred
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED
/

-- case: unique_immediate
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY IMMEDIATE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY IMMEDIATE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY IMMEDIATE
/

-- case: unique_nulls_not_distinct
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (a);
-- on: mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)
/

-- case: unique_include
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) INCLUDE (b);
-- on: mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)
/

-- case: unique_on_conflict
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)
/

-- case: unique_by_convention
-- refused on: sqlite
OfflineError: create_unique_constraint('t'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a)
/

-- case: unique_in_schema
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD CONSTRAINT uq UNIQUE (a);
-- on: mssql
ALTER TABLE rg_s.t ADD CONSTRAINT uq UNIQUE (a);
GO
-- on: oracle
ALTER TABLE rg_s.t ADD CONSTRAINT uq UNIQUE (a)
/

-- case: primary_one
-- refused on: sqlite
OfflineError: create_primary_key('pk', 'p'): table 'p' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (a);
-- on: mssql
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (a);
GO
-- on: oracle
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (a)
/

-- case: primary_two
-- refused on: sqlite
OfflineError: create_primary_key('pk', 'p'): table 'p' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (b, a);
-- on: mssql
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (b, a);
GO
-- on: oracle
ALTER TABLE p ADD CONSTRAINT pk PRIMARY KEY (b, a)
/

-- case: primary_unnamed
-- refused on: sqlite
OfflineError: create_primary_key('p'): table 'p' must be built anew, and a script (--sql) can't read its defin
-- on: postgresql mysql
ALTER TABLE p ADD PRIMARY KEY (a);
-- on: mssql
ALTER TABLE p ADD PRIMARY KEY (a);
GO
-- on: oracle
ALTER TABLE p ADD PRIMARY KEY (a)
/

-- case: primary_by_convention
-- refused on: sqlite
OfflineError: create_primary_key('p'): table 'p' must be built anew, and a script (--sql) can't read its defin
-- on: postgresql mysql
ALTER TABLE p ADD CONSTRAINT pk_p PRIMARY KEY (a);
-- on: mssql
ALTER TABLE p ADD CONSTRAINT pk_p PRIMARY KEY (a);
GO
-- on: oracle
ALTER TABLE p ADD CONSTRAINT pk_p PRIMARY KEY (a)
/

-- case: primary_in_schema
-- refused on: sqlite
OfflineError: create_primary_key('pk', 'p'): table 'p' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE rg_s.p ADD CONSTRAINT pk PRIMARY KEY (a);
-- on: mssql
ALTER TABLE rg_s.p ADD CONSTRAINT pk PRIMARY KEY (a);
GO
-- on: oracle
ALTER TABLE rg_s.p ADD CONSTRAINT pk PRIMARY KEY (a)
/

-- case: foreign_plain
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_unnamed
-- refused on: sqlite
OfflineError: create_foreign_key('t'): table 't' must be built anew, and a script (--sql) can't read its defin
-- on: postgresql mysql
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_by_convention
-- refused on: sqlite
OfflineError: create_foreign_key('t'): table 't' must be built anew, and a script (--sql) can't read its defin
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk_t_a_x FOREIGN KEY(a) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk_t_a_x FOREIGN KEY(a) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk_t_a_x FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_ondelete_cascade
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
/

-- case: foreign_ondelete_set_null
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET NULL;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET NULL
/

-- case: foreign_ondelete_restrict
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE RESTRICT;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE RESTRICT;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE RESTRICT
/

-- case: foreign_ondelete_no_action
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE NO ACTION;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE NO ACTION;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE NO ACTION
/

-- case: foreign_ondelete_set_default
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET DEFAULT;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET DEFAULT;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET DEFAULT
/

-- case: foreign_onupdate_cascade
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_onupdate_set_null
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE SET NULL;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_onupdate_restrict
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE RESTRICT;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE RESTRICT;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_onupdate_no_action
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE NO ACTION;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE NO ACTION;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_onupdate_set_default
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE SET DEFAULT;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE SET DEFAULT;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: foreign_both
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE ON UPDATE SET NULL;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE ON UPDATE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
/

-- case: foreign_set_null_columns
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE SET NULL (a);
-- refused on: mysql
OperationError: this can't be written for mysql: Unexpected SQL phrase: 'SET NULL (a)' (matching against '^\\w
-- refused on: mssql
OperationError: this can't be written for mssql: Unexpected SQL phrase: 'SET NULL (a)' (matching against '^\\w
-- refused on: oracle
OperationError: this can't be written for oracle: Unexpected SQL phrase: 'SET NULL (a)' (matching against '^\\
-- refused on: mariadb
OperationError: this can't be written for mariadb: Unexpected SQL phrase: 'SET NULL (a)' (matching against '^\

-- case: foreign_deferrable
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE
/

-- case: foreign_not_deferrable
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) NOT DEFERRABLE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) NOT DEFERRABLE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) NOT DEFERRABLE
/

-- case: foreign_deferred
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
/

-- case: foreign_immediate
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY IMMEDIATE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY IMMEDIATE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY IMMEDIATE
/

-- case: foreign_match_full
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH FULL;
-- refused on: mysql
OperationError: this can't be written for mysql: MySQL ignores the 'MATCH' keyword while at the same time caus
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH FULL;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH FULL
/
-- refused on: mariadb
OperationError: this can't be written for mariadb: MySQL ignores the 'MATCH' keyword while at the same time ca

-- case: foreign_match_simple
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH SIMPLE;
-- refused on: mysql
OperationError: this can't be written for mysql: MySQL ignores the 'MATCH' keyword while at the same time caus
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH SIMPLE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) MATCH SIMPLE
/
-- refused on: mariadb
OperationError: this can't be written for mariadb: MySQL ignores the 'MATCH' keyword while at the same time ca

-- case: foreign_self
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES t (id) ON DELETE CASCADE
/

-- case: foreign_two_columns
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 'w'): table 'w' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY(p, q) REFERENCES v (id, v);
-- on: mssql
ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY(p, q) REFERENCES v (id, v);
GO
-- on: oracle
ALTER TABLE w ADD CONSTRAINT fk FOREIGN KEY(p, q) REFERENCES v (id, v)
/

-- case: foreign_in_schema
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES rg_s.x (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE rg_s.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES rg_s.x (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE rg_s.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES rg_s.x (id) ON DELETE CASCADE
/

-- case: check_text
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: check_text_clause
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: check_text_percent
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> '5%');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> '5%');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> '5%')
/

-- case: check_text_colon
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> ':x');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> ':x');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> ':x')
/

-- case: check_text_quotes
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> 'it''s "q"');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> 'it''s "q"');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b <> 'it''s "q"')
/

-- case: check_modulo
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a % 2 = 0);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a % 2 = 0);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a % 2 = 0)
/

-- case: check_expression
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: check_expression_and
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5 AND b != 'y');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5 AND b != 'y');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5 AND b != 'y')
/

-- case: check_expression_string
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b != 'it''s');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b != 'it''s');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b != 'it''s')
/

-- case: check_expression_in
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IN ('x', 'it''s 5% :c \ "q"'));
-- on: mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IN ('x', 'it''s 5% :c \\ "q"'));
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IN ('x', 'it''s 5% :c \ "q"'));
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IN ('x', 'it''s 5% :c \ "q"'))
/

-- case: check_expression_null
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IS NOT NULL);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IS NOT NULL);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b IS NOT NULL)
/

-- case: check_expression_like
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b LIKE '%x%');
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (b LIKE '%x%');
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (b LIKE '%x%')
/

-- case: check_expression_length
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (length(b) < 90);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (LEN(b) < 90);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (length(b) < 90)
/

-- case: check_unnamed
-- refused on: sqlite
OfflineError: create_check_constraint('t'): table 't' must be built anew, and a script (--sql) can't read its 
-- on: postgresql mysql
ALTER TABLE t ADD CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CHECK (a > 5)
/

-- case: check_by_convention
-- refused on: sqlite
OfflineError: create_check_constraint('big', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck_t_big CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck_t_big CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck_t_big CHECK (a > 5)
/

-- case: check_in_schema
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE rg_s.t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE rg_s.t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: exclude_column
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =);
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: exclude_two
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =, b WITH =);
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: exclude_default_using
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =);
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: exclude_where
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =) WHERE (a > 5);
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: exclude_expression
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (lower(b) WITH =);
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: exclude_deferrable
-- refused on: sqlite
OperationError: constraint ex of t: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (a WITH =) DEFERRABLE INITIALLY DEFERRED;
-- refused on: mysql
OperationError: constraint ex of t: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of t: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of t: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of t: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: drop_foreign
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT k;
-- on: mysql
ALTER TABLE t DROP FOREIGN KEY k;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/

-- case: drop_foreign_untyped
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT k;
-- refused on: mysql
OperationError: constraint k of t: mysql must be told its kind; give type_='foreignkey', 'unique', 'check' or 
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/
-- refused on: mariadb
OperationError: constraint k of t: mariadb must be told its kind; give type_='foreignkey', 'unique', 'check' o

-- case: drop_foreign_if_exists
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP FOREIGN KEY k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/
-- on: mariadb
ALTER TABLE t DROP FOREIGN KEY IF EXISTS k;

-- case: drop_foreign_if_exists_not_there
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP FOREIGN KEY k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/
-- on: mariadb
ALTER TABLE t DROP FOREIGN KEY IF EXISTS k;

-- case: drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT k;
-- on: mysql
ALTER TABLE t DROP INDEX k;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/

-- case: drop_unique_untyped
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT k;
-- refused on: mysql
OperationError: constraint k of t: mysql must be told its kind; give type_='foreignkey', 'unique', 'check' or 
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/
-- refused on: mariadb
OperationError: constraint k of t: mariadb must be told its kind; give type_='foreignkey', 'unique', 'check' o

-- case: drop_unique_if_exists
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP INDEX k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/
-- on: mariadb
ALTER TABLE t DROP INDEX IF EXISTS k;

-- case: drop_unique_if_exists_not_there
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP INDEX k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/
-- on: mariadb
ALTER TABLE t DROP INDEX IF EXISTS k;

-- case: drop_check
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql mariadb
ALTER TABLE t DROP CONSTRAINT k;
-- on: mysql
ALTER TABLE t DROP CHECK k;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/

-- case: drop_check_untyped
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT k;
-- refused on: mysql
OperationError: constraint k of t: mysql must be told its kind; give type_='foreignkey', 'unique', 'check' or 
-- on: mssql
ALTER TABLE t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT k
/
-- refused on: mariadb
OperationError: constraint k of t: mariadb must be told its kind; give type_='foreignkey', 'unique', 'check' o

-- case: drop_check_if_exists
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql mariadb
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP CHECK k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/

-- case: drop_check_if_exists_not_there
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql mariadb
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 't' AND constraint_name = 'k');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP CHECK k', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT IF EXISTS k;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT k';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-2443) THEN RAISE; END IF;
END;
/

-- case: drop_primary
-- refused on: sqlite
OfflineError: drop_constraint('pk', 'p'): table 'p' must be built anew, and a script (--sql) can't read its de
-- on: postgresql
ALTER TABLE p DROP CONSTRAINT pk;
-- on: mysql
ALTER TABLE p DROP PRIMARY KEY;
-- on: mssql
ALTER TABLE p DROP CONSTRAINT pk;
GO
-- on: oracle
ALTER TABLE p DROP CONSTRAINT pk
/

-- case: drop_unique_in_schema
-- refused on: sqlite
OfflineError: drop_constraint('k', 't'): table 't' must be built anew, and a script (--sql) can't read its def
-- on: postgresql
ALTER TABLE rg_s.t DROP CONSTRAINT k;
-- on: mysql
ALTER TABLE rg_s.t DROP INDEX k;
-- on: mssql
ALTER TABLE rg_s.t DROP CONSTRAINT k;
GO
-- on: oracle
ALTER TABLE rg_s.t DROP CONSTRAINT k
/

-- case: drop_exclude
-- refused on: sqlite
OfflineError: drop_constraint('ex', 't'): table 't' must be built anew, and a script (--sql) can't read its de
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT ex;
-- refused on: mysql
OperationError: constraint ex of t: mysql must be told its kind; give type_='foreignkey', 'unique', 'check' or
-- on: mssql
ALTER TABLE t DROP CONSTRAINT ex;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT ex
/
-- refused on: mariadb
OperationError: constraint ex of t: mariadb must be told its kind; give type_='foreignkey', 'unique', 'check' 

-- case: drop_unknown
-- refused on: sqlite
OfflineError: drop_constraint('nowhere', 't'): table 't' must be built anew, and a script (--sql) can't read i
-- on: postgresql mariadb
ALTER TABLE t DROP CONSTRAINT nowhere;
-- on: mysql
ALTER TABLE t DROP CHECK nowhere;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT nowhere;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT nowhere
/

-- case: drop_unknown_kind
-- refused on: sqlite postgresql mysql mssql oracle
OperationError: drop_constraint(type_='foreign'): there is no such kind; it is one of check, exclude, foreignk
