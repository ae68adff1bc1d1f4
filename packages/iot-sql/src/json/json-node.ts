/**
 * A value of an index takes 5 integers of an array: where its key starts (-1 without one) and its length, where the value starts and ends
 * in the text, and where in the array the node after it is, what is in it left aside. Nodes are in the order of the text.
 */
export const NODE = { SIZE: 5, KEY_START: 0, KEY_LENGTH: 1, START: 2, END: 3, NEXT: 4 } as const;
