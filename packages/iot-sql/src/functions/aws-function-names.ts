/** Every function of the developer guide's "Functions", so that one which is missing here is told from a misspelt one. */
export const AWS_FUNCTION_NAMES: ReadonlySet<string> = new Set(
  `abs accountid acos asin atan atan2 aws_lambda bitand bitnot bitor bitxor cast ceil chr clientid concat cos cosh decode
  encode endswith exp floor get get_dynamodb get_mqtt_property get_registry_data get_secret get_thing_shadow
  get_user_properties indexof isnull isundefined length ln log lower lpad ltrim machinelearning_predict md2 md5 mod nanvl
  newuuid numbytes parse_time power principal rand regexp_matches regexp_replace regexp_substr remainder replace round rpad
  rtrim sha1 sha224 sha256 sha384 sha512 sign sin sinh sourceip sqrt startswith substring tan tanh time_to_epoch timestamp
  topic traceid transform trim trunc upper`.split(/\s+/),
);
