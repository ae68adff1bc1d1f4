import { expect, test } from 'vitest';
import { billOf, dollarsByService, dollarsOf } from './bill.ts';
import { gigabytes, iotUnits, kinesisKilobytes, kinesisPutUnits } from './billing-units.ts';
import { prices } from './prices.ts';
import { addUsage, scaleUsage } from './usage.ts';

test('a million small messages through a rule with one action cost 1.30 dollars at IoT Core', () => {
  const usage = { iotMessages: 1e6, iotRulesTriggered: 1e6, iotRuleActions: 1e6 };
  expect(dollarsOf(usage)).toBeCloseTo(1.3, 10);
  expect(dollarsByService(usage).get('IoT Core')).toBeCloseTo(1.3, 10);
  expect(dollarsByService(usage).get('Lambda')).toBe(0);
});

test('a line says how much of what', () => {
  expect(billOf({ s3Puts: 2000 })).toEqual([
    { meter: 's3Puts', service: 'S3', unit: 'PUT requests', quantity: 2000, dollars: 0.01 },
  ]);
});

test('usage adds up and scales', () => {
  const sum = addUsage({ s3Puts: 1, sqsRequests: 2 }, { sqsRequests: 3 });
  expect(scaleUsage(sum, 10)).toEqual({ s3Puts: 10, sqsRequests: 50 });
});

test('sizes count by started units', () => {
  expect([0, 1, 5120, 5121].map(iotUnits)).toEqual([1, 1, 1, 2]);
  expect([1024, 1025].map(kinesisKilobytes)).toEqual([1, 2]);
  expect([25_600, 25_601].map(kinesisPutUnits)).toEqual([1, 2]);
  expect(gigabytes(2 ** 31)).toBe(2);
});

test('every price is positive and names its page', () => {
  for (const { dollars, per, page } of Object.values(prices)) {
    expect(dollars / per).toBeGreaterThan(0);
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//);
  }
});
