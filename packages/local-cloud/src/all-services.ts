import type { Factories } from './cloud.ts';
import { createCloudWatch } from './cloudwatch/service.ts';
import { createCodeDeploy } from './codedeploy/service.ts';
import { createDynamoDb } from './dynamodb/service.ts';
import { createEcr } from './ecr/service.ts';
import { createEvents } from './events/service.ts';
import { createIam } from './iam/service.ts';
import { createIot } from './iot/service.ts';
import { createKinesis } from './kinesis/service.ts';
import { createLambda } from './lambda/service.ts';
import { createLogs } from './logs/service.ts';
import { createS3 } from './s3/service.ts';
import { createSns } from './sns/service.ts';
import { createSqs } from './sqs/service.ts';
import { createSsm } from './ssm/service.ts';
import { createTimestream } from './timestream/service.ts';
import { withCloudFormation } from './with-cloudformation.ts';

/** Every service that the cloud has, in the order in which they start: what is written to before what writes to it. */
export const allServices = (): Factories =>
  withCloudFormation({
    iam: createIam,
    ssm: createSsm,
    cloudwatch: createCloudWatch,
    logs: createLogs,
    s3: createS3,
    kinesis: createKinesis,
    sqs: createSqs,
    dynamodb: createDynamoDb,
    timestream: createTimestream,
    lambda: createLambda,
    sns: createSns,
    events: createEvents,
    iot: createIot,
    ecr: createEcr,
    codedeploy: createCodeDeploy,
  });
