/** How a function of the dialect is written in DuckDB: another name, or a text made of its translated arguments. */
export type FunctionRule = string | ((args: readonly string[]) => string);

const same = (names: string): Record<string, FunctionRule> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, name]));

const at = (args: readonly string[], index: number): string => args[index] ?? 'NULL';
const nanos = (timestamp: string) => `epoch_ns(CAST(${timestamp} AS TIMESTAMP_NS))`;
const dateUnits = new Set(['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);

/** The unit argument of date_trunc and its like: a string literal. */
const dateUnit = (argument: string): string => {
  const unit = argument.slice(1, -1).toLowerCase();
  if (!dateUnits.has(unit)) throw new RangeError(`'${unit}' is not a valid date unit`);
  return unit;
};

/** Start of the interval-wide bin since the epoch that a time lies in; a number's bin is of the width of a number. */
const bin = (args: readonly string[]): string => {
  const value = at(args, 0);
  const width = `CAST(epoch(${at(args, 1)}) * 1000000000 AS BIGINT)`;
  return `make_timestamp_ns(${nanos(value)} - ${nanos(value)} % ${width})`;
};

const dateAdd = (args: readonly string[]): string =>
  `(${at(args, 2)} + CAST(${at(args, 1)} AS BIGINT) * INTERVAL '1' ${dateUnit(at(args, 0))})`;

const translated: Record<string, FunctionRule> = {
  approx_percentile: 'approx_quantile',
  approx_distinct: 'approx_count_distinct',
  arbitrary: 'any_value',
  every: 'bool_and',
  ceiling: 'ceil',
  power: 'pow',
  truncate: 'trunc',
  is_nan: 'isnan',
  regexp_like: 'regexp_matches',
  day_of_week: 'isodow',
  dow: 'isodow',
  day_of_month: 'day',
  day_of_year: 'dayofyear',
  doy: 'dayofyear',
  week_of_year: 'week',
  bin,
  date_trunc: (args) => `CAST(date_trunc('${dateUnit(at(args, 0))}', ${at(args, 1)}) AS TIMESTAMP_NS)`,
  // Whole units between the two, not boundaries crossed: that is DuckDB's date_sub.
  date_diff: (args) => `date_sub('${dateUnit(at(args, 0))}', ${at(args, 1)}, ${at(args, 2)})`,
  date_add: dateAdd,
  from_milliseconds: (args) => `make_timestamp_ns(CAST(${at(args, 0)} AS BIGINT) * 1000000)`,
  from_nanoseconds: (args) => `make_timestamp_ns(CAST(${at(args, 0)} AS BIGINT))`,
  from_unixtime: (args) => `make_timestamp_ns(CAST(${at(args, 0)} * 1e9 AS BIGINT))`,
  from_iso8601_timestamp: (args) => `CAST(CAST(${at(args, 0)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS TIMESTAMP_NS)`,
  from_iso8601_date: (args) => `CAST(${at(args, 0)} AS DATE)`,
  to_milliseconds: (args) => `(${nanos(at(args, 0))} // 1000000)`,
  to_nanoseconds: (args) => nanos(at(args, 0)),
  to_unixtime: (args) => `(${nanos(at(args, 0))} / 1e9)`,
  regexp_replace: (args) => `regexp_replace(${at(args, 0)}, ${at(args, 1)}, ${args[2] ?? "''"}, 'g')`,
  e: () => 'exp(1e0)',
};

/** Functions that both write alike. */
const alike = same(
  `count sum avg min max min_by max_by count_if bool_and bool_or stddev stddev_samp stddev_pop variance var_samp var_pop
  corr covar_samp covar_pop regr_slope regr_intercept
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  abs ceil floor round sqrt cbrt exp ln log2 log10 pow mod sign pi degrees radians sin cos tan asin acos atan atan2
  coalesce nullif if
  lower upper length substr substring trim ltrim rtrim replace concat strpos starts_with split_part reverse lpad rpad
  year quarter month week day hour minute second`,
);

export const functionRules: Readonly<Record<string, FunctionRule | undefined>> = { ...alike, ...translated };

/** Functions that Timestream has and this cloud does not yet. */
export const unbuiltFunctions: ReadonlySet<string> = new Set(
  `create_time_series interpolate_linear interpolate_spline_cubic interpolate_locf interpolate_fill unnest sequence
  derivative_linear non_negative_derivative_linear integral_trapezoidal correlate_pearson correlate_spearman
  filter transform reduce array_agg cardinality element_at contains array_distinct array_join array_sort map_agg
  date_format date_parse format_datetime parse_datetime parse_duration to_iso8601 regexp_extract regexp_extract_all split
  greatest least histogram approx_most_frequent numeric_histogram checksum geometric_mean skewness kurtosis
  json_extract json_extract_scalar json_parse json_format ts_create try width_bucket rand random log hash
  levenshtein_distance hamming_distance normalize codepoint chr to_hex from_hex md5 sha1 sha256 sha512 typeof row
  year_of_week yow human_readable_seconds timezone_hour timezone_minute current_timezone bitwise_and bitwise_or`.split(
    /\s+/,
  ),
);
