/** Whether each number is greater than the one before it. */
export const isAscending = (numbers: readonly number[]): boolean => {
  for (let place = 1; place < numbers.length; place += 1) {
    if (!((numbers[place] ?? 0) > (numbers[place - 1] ?? 0))) return false;
  }
  return true;
};
