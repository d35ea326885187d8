-- case: add_type_boolean
-- on: oracle
ALTER TABLE t ADD c SMALLINT
/

-- case: add_type_json
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler

-- case: add_type_uuid
-- on: mariadb
ALTER TABLE t ADD COLUMN c CHAR(32);

-- case: add_type_decorated
-- on: postgresql
ALTER TABLE t ADD COLUMN c TEXT;

-- case: add_type_guid
-- on: mariadb
ALTER TABLE t ADD COLUMN c CHAR(32);

-- case: add_postgresql_array
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.mariadb.MariaDBTypeComp

-- case: add_postgresql_array_of_enum
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.mariadb.MariaDBTypeComp

-- case: add_postgresql_domain
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.mariadb.MariaDBTypeComp

-- case: add_postgresql_jsonb
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.mariadb.MariaDBTypeComp
-- refused on: sqlite
OperationError: this can't be written for sqlite: Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler

-- case: add_default_false
-- on: oracle
ALTER TABLE t ADD c SMALLINT DEFAULT 0
/

-- case: add_default_true
-- on: oracle
ALTER TABLE t ADD c SMALLINT DEFAULT 1
/

-- case: add_default_false_not_null
-- on: oracle
ALTER TABLE t ADD c SMALLINT DEFAULT 0 NOT NULL
/

-- case: add_default_true_not_null
-- on: oracle
ALTER TABLE t ADD c SMALLINT DEFAULT 1 NOT NULL
/

-- case: add_boolean_check
-- on: oracle
ALTER TABLE t ADD c SMALLINT
/
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN (0, 1))
/

-- case: add_computed
-- refused on: postgresql
OperationError: this can't be written for postgresql: PostrgreSQL computed columns do not support 'virtual' pe

-- case: add_computed_unsaid
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (id + 1) STORED;
