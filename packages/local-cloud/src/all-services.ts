import type { Factories } from './cloud.ts';
import { createCloudFormation } from './cloudformation/service.ts';
import { createCloudWatch } from './cloudwatch/service.ts';
import { createCodeDeploy } from './codedeploy/service.ts';
import { createDynamoDb } from './dynamodb/service.ts';
import { createEcr } from './ecr/service.ts';
import { createEvents } from './events/service.ts';
import { createIam } from './iam/service.ts';
import { createIot } from './iot/service.ts';
import type { Service, ServiceFactory } from './kernel/service.ts';
import { createKinesis } from './kinesis/service.ts';
import { createLambda } from './lambda/service.ts';
import { createLogs } from './logs/service.ts';
import { createS3 } from './s3/service.ts';
import { createSns } from './sns/service.ts';
import { createSqs } from './sqs/service.ts';
import { createSsm } from './ssm/service.ts';
import { createTimestream } from './timestream/service.ts';

/** Every service that the cloud has, in the order in which they start: what is written to before what writes to it. */
export const allServices = (): Factories => {
  const built: Service[] = [];
  const remembered =
    <Port>(factory: ServiceFactory<Port>): ServiceFactory<Port> =>
    (context) => {
      const service = factory(context);
      built.push(service);
      return service;
    };
  return {
    iam: remembered(createIam),
    ssm: remembered(createSsm),
    cloudwatch: remembered(createCloudWatch),
    logs: remembered(createLogs),
    s3: remembered(createS3),
    kinesis: remembered(createKinesis),
    sqs: remembered(createSqs),
    dynamodb: remembered(createDynamoDb),
    timestream: remembered(createTimestream),
    lambda: remembered(createLambda),
    sns: remembered(createSns),
    events: remembered(createEvents),
    iot: remembered(createIot),
    ecr: remembered(createEcr),
    codedeploy: remembered(createCodeDeploy),
    cloudformation: createCloudFormation(() => built.flatMap(({ resourceTypes = [] }) => resourceTypes)),
  };
};
