import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export interface Key extends Record<string, AttributeValue> {
  readonly pk: { S: string };
  readonly sk: { S: string };
}

const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });

const rulesPartition = 'rules';
export const historyPartition = 'rules-history';
export const releasesPartition = 'releases';

export const deploymentPartition = (deploymentId: string): string => `deployment#${deploymentId}`;

export const timelineKey = key(rulesPartition, 'timeline');
export const ruleReleaseKey = (releaseId: string): Key => key(rulesPartition, `release#${releaseId}`);
export const gateReportKey = (releaseId: string): Key => key(rulesPartition, `status#${releaseId}`);
export const historyKey = (seq: number): Key => key(historyPartition, String(seq).padStart(10, '0'));
export const hookReportKey = (deploymentId: string, phase: string): Key =>
  key(deploymentPartition(deploymentId), phase);

/** After every release: a time begins with a digit. */
export const activeKey = key(releasesPartition, '~active');

export const releaseKey = ({ releaseId, startedAt }: { readonly releaseId: string; readonly startedAt: number }): Key =>
  key(releasesPartition, `${new Date(startedAt).toISOString()}#${releaseId}`);
