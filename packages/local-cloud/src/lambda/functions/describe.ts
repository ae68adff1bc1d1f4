import type { Alias, FunctionVersion } from './function-record.ts';
import { latest } from './function-store.ts';
import type { FunctionArn } from './resolve-version.ts';

/** As FunctionConfiguration.LastModified writes it: `2026-01-31T12:00:00.000+0000`. */
const lastModifiedText = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000');

const describeLogging = ({ logging }: FunctionVersion) => ({
  LogFormat: logging.format,
  ...(logging.applicationLevel === undefined ? {} : { ApplicationLogLevel: logging.applicationLevel }),
  ...(logging.systemLevel === undefined ? {} : { SystemLogLevel: logging.systemLevel }),
  LogGroup: logging.group,
});

/** FunctionConfiguration of the API. `isQualified` puts the version into the ARN, as answers about a version do. */
export const describeVersion = (arn: FunctionArn, version: FunctionVersion, isQualified: boolean) => ({
  FunctionName: version.functionName,
  FunctionArn: arn(version.functionName, isQualified ? version.version : undefined),
  Runtime: version.runtime,
  Role: version.roleArn,
  Handler: version.handler,
  CodeSize: version.code.size,
  Description: version.description,
  Timeout: version.timeoutSeconds,
  MemorySize: version.memoryMb,
  LastModified: lastModifiedText(version.lastModified),
  CodeSha256: version.code.sha256,
  Version: version.version,
  ...(version.deadLetterArn === undefined ? {} : { DeadLetterConfig: { TargetArn: version.deadLetterArn } }),
  ...(version.environment === undefined ? {} : { Environment: { Variables: version.environment } }),
  TracingConfig: { Mode: 'PassThrough' },
  ...(version.version === latest ? {} : { MasterArn: arn(version.functionName) }),
  RevisionId: version.revisionId,
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  Architectures: version.architectures,
  EphemeralStorage: { Size: version.ephemeralStorageMb },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: describeLogging(version),
});

/** AliasConfiguration of the API. */
export const describeAlias = (arn: FunctionArn, alias: Alias) => ({
  AliasArn: arn(alias.functionName, alias.name),
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  ...(alias.routing === undefined
    ? {}
    : { RoutingConfig: { AdditionalVersionWeights: { [alias.routing.version]: alias.routing.weight } } }),
  RevisionId: alias.revisionId,
});
