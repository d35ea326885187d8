-- case: alter_required_uuid
-- on: mariadb
ALTER TABLE t MODIFY c CHAR(32) NOT NULL;

-- case: alter_optional_uuid
-- on: mariadb
ALTER TABLE t MODIFY c CHAR(32) NULL;

-- case: alter_type_string_to_boolean
-- on: oracle
ALTER TABLE t MODIFY c SMALLINT
/

-- case: alter_type_integer_to_boolean
-- on: oracle
ALTER TABLE t MODIFY c SMALLINT
/

-- case: alter_type_string_to_json
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler

-- case: alter_type_string_to_uuid
-- on: mariadb
ALTER TABLE t MODIFY c CHAR(32) NULL;
