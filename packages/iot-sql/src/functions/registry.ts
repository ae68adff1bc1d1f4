import { md2 } from './hashes/md2.ts';
import { md5 } from './hashes/md5.ts';
import { sha1 } from './hashes/sha1.ts';
import { sha224 } from './hashes/sha224.ts';
import { sha256 } from './hashes/sha256.ts';
import { sha384 } from './hashes/sha384.ts';
import { sha512 } from './hashes/sha512.ts';
import { accountid } from './message/accountid.ts';
import { clientid } from './message/clientid.ts';
import { getMqttProperty } from './message/get-mqtt-property.ts';
import { getUserProperties } from './message/get-user-properties.ts';
import { principal } from './message/principal.ts';
import { sourceip } from './message/sourceip.ts';
import { timestamp } from './message/timestamp.ts';
import { topic } from './message/topic.ts';
import { traceid } from './message/traceid.ts';
import { abs } from './numbers/abs.ts';
import { acos } from './numbers/acos.ts';
import { asin } from './numbers/asin.ts';
import { atan } from './numbers/atan.ts';
import { atan2 } from './numbers/atan2.ts';
import { bitand } from './numbers/bitand.ts';
import { bitnot } from './numbers/bitnot.ts';
import { bitor } from './numbers/bitor.ts';
import { bitxor } from './numbers/bitxor.ts';
import { ceil } from './numbers/ceil.ts';
import { cos } from './numbers/cos.ts';
import { cosh } from './numbers/cosh.ts';
import { exp } from './numbers/exp.ts';
import { floor } from './numbers/floor.ts';
import { ln } from './numbers/ln.ts';
import { log } from './numbers/log.ts';
import { mod } from './numbers/mod.ts';
import { power } from './numbers/power.ts';
import { rand } from './numbers/rand.ts';
import { remainder } from './numbers/remainder.ts';
import { round } from './numbers/round.ts';
import { sign } from './numbers/sign.ts';
import { sin } from './numbers/sin.ts';
import { sinh } from './numbers/sinh.ts';
import { sqrt } from './numbers/sqrt.ts';
import { tan } from './numbers/tan.ts';
import { tanh } from './numbers/tanh.ts';
import { trunc } from './numbers/trunc.ts';
import { awsLambda } from './ports/aws-lambda.ts';
import { getDynamodb } from './ports/get-dynamodb.ts';
import { getRegistryData } from './ports/get-registry-data.ts';
import { getSecret } from './ports/get-secret.ts';
import { getThingShadow } from './ports/get-thing-shadow.ts';
import { machinelearningPredict } from './ports/machinelearning-predict.ts';
import type { SqlFunction } from './sql-function.ts';
import { chr } from './strings/chr.ts';
import { concat } from './strings/concat.ts';
import { decode } from './strings/decode.ts';
import { encode } from './strings/encode.ts';
import { endswith } from './strings/endswith.ts';
import { indexof } from './strings/indexof.ts';
import { length } from './strings/length.ts';
import { lower } from './strings/lower.ts';
import { lpad } from './strings/lpad.ts';
import { ltrim } from './strings/ltrim.ts';
import { numbytes } from './strings/numbytes.ts';
import { regexpMatches } from './strings/regexp-matches.ts';
import { regexpReplace } from './strings/regexp-replace.ts';
import { regexpSubstr } from './strings/regexp-substr.ts';
import { replace } from './strings/replace.ts';
import { rpad } from './strings/rpad.ts';
import { rtrim } from './strings/rtrim.ts';
import { startswith } from './strings/startswith.ts';
import { substring } from './strings/substring.ts';
import { trim } from './strings/trim.ts';
import { upper } from './strings/upper.ts';
import { parseTime } from './times/parse-time.ts';
import { timeToEpoch } from './times/time-to-epoch.ts';
import { exists } from './values/exists.ts';
import { get } from './values/get.ts';
import { getOrDefault } from './values/get-or-default.ts';
import { isnull } from './values/isnull.ts';
import { isundefined } from './values/isundefined.ts';
import { nanvl } from './values/nanvl.ts';
import { newuuid } from './values/newuuid.ts';
import { sqlVersion } from './values/sql-version.ts';
import { transform } from './values/transform.ts';

const ALL: SqlFunction[] = [
  abs,
  accountid,
  acos,
  asin,
  atan,
  atan2,
  awsLambda,
  bitand,
  bitnot,
  bitor,
  bitxor,
  ceil,
  chr,
  clientid,
  concat,
  cos,
  cosh,
  decode,
  encode,
  endswith,
  exists,
  exp,
  floor,
  get,
  getDynamodb,
  getMqttProperty,
  getOrDefault,
  getRegistryData,
  getSecret,
  getThingShadow,
  getUserProperties,
  indexof,
  isnull,
  isundefined,
  length,
  ln,
  log,
  lower,
  lpad,
  ltrim,
  machinelearningPredict,
  md2,
  md5,
  mod,
  nanvl,
  newuuid,
  numbytes,
  parseTime,
  power,
  principal,
  rand,
  regexpMatches,
  regexpReplace,
  regexpSubstr,
  remainder,
  replace,
  round,
  rpad,
  rtrim,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sign,
  sin,
  sinh,
  sourceip,
  sqlVersion,
  sqrt,
  startswith,
  substring,
  tan,
  tanh,
  timeToEpoch,
  timestamp,
  topic,
  traceid,
  transform,
  trim,
  trunc,
  upper,
];

/** By name. */
export const FUNCTIONS: ReadonlyMap<string, SqlFunction> = new Map(
  ALL.map((definition) => [definition.name, definition]),
);
