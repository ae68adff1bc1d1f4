import { billOf, dollarsByService, dollarsOf } from './bill.ts';
import { prices, pricesAsOf } from './prices.ts';
import type { Usage } from './usage.ts';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const money = (dollars: number): string => (dollars === 0 ? '-' : dollars.toFixed(dollars < 0.01 ? 4 : 3));

export interface Column {
  readonly title: string;
  readonly usage: Usage;
}

const nameWidth = 34;
const columnWidth = 16;

const row = (name: string, cells: readonly string[]): void =>
  write(name.padEnd(nameWidth) + cells.map((cell) => cell.padStart(columnWidth)).join(''));

/** Dollars by service, a column for each way, and their sums; for several readings a message also by readings. */
export const printByService = (columns: readonly Column[], readingsAMessage: number): void => {
  row(
    '$ a million messages',
    columns.map(({ title }) => title),
  );
  const sums = columns.map(({ usage }) => dollarsByService(usage));
  for (const service of new Set(Object.values(prices).map((price) => price.service))) {
    const dollars = sums.map((sum) => sum.get(service) ?? 0);
    if (dollars.some((each) => each > 0)) row(`  ${service}`, dollars.map(money));
  }
  row(
    '  total',
    columns.map(({ usage }) => money(dollarsOf(usage))),
  );
  if (readingsAMessage > 1) {
    row(
      '  total, a million readings',
      columns.map(({ usage }) => money(dollarsOf(usage) / readingsAMessage)),
    );
  }
};

/** How much of what, a line for everything billed. */
export const printLines = (title: string, usage: Usage): void => {
  write(title);
  for (const { service, unit, quantity, dollars } of billOf(usage)) {
    if (quantity === 0) continue;
    const amount = quantity >= 100 ? Math.round(quantity).toLocaleString('en-US') : quantity.toPrecision(3);
    write(`  ${service.padEnd(14)}${amount.padStart(12)}  ${unit.padEnd(40)}${money(dollars).padStart(10)}`);
  }
};

export const printPrices = (): void => {
  write(`list prices of us-east-1, first tier, no free tier, put down on ${pricesAsOf}`);
  for (const { service, unit, dollars, per, page } of Object.values(prices)) {
    const amount = per === 1 ? '' : `${per.toLocaleString('en-US')} `;
    write(`  ${service.padEnd(14)}$${dollars} for ${amount}${unit}  (${page})`);
  }
};

export const say = write;
