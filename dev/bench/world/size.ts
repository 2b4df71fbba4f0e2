/** Of each installation; several hundred in all. */
export const nodesEach = 24;
