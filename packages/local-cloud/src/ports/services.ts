import type { CloudFormationPort } from './cloudformation.ts';
import type { CloudWatchPort } from './cloudwatch.ts';
import type { CodeDeployPort } from './codedeploy.ts';
import type { DynamoDbPort } from './dynamodb.ts';
import type { EcrPort } from './ecr.ts';
import type { EventsPort } from './events.ts';
import type { IamPort } from './iam.ts';
import type { IotPort } from './iot.ts';
import type { KinesisPort } from './kinesis.ts';
import type { LambdaPort } from './lambda.ts';
import type { LogsPort } from './logs.ts';
import type { S3Port } from './s3.ts';
import type { SnsPort } from './sns.ts';
import type { SqsPort } from './sqs.ts';
import type { SsmPort } from './ssm.ts';
import type { TimestreamPort } from './timestream.ts';

/** The in-process doors of the services, for one another. */
export interface Services {
  readonly cloudformation: CloudFormationPort;
  readonly cloudwatch: CloudWatchPort;
  readonly codedeploy: CodeDeployPort;
  readonly dynamodb: DynamoDbPort;
  readonly ecr: EcrPort;
  readonly events: EventsPort;
  readonly iam: IamPort;
  readonly iot: IotPort;
  readonly kinesis: KinesisPort;
  readonly lambda: LambdaPort;
  readonly logs: LogsPort;
  readonly s3: S3Port;
  readonly sns: SnsPort;
  readonly sqs: SqsPort;
  readonly ssm: SsmPort;
  readonly timestream: TimestreamPort;
}
