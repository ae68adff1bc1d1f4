/** An omitted `awsIotSqlVersion` means 2015-10-08 (AWS IoT developer guide, "SQL versions"). */
export type SqlVersion = '2015-10-08' | '2016-03-23';

export const DEFAULT_SQL_VERSION: SqlVersion = '2015-10-08';
