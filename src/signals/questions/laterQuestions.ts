import later from '../../knowledge/questions.json?later';

/** What is asked of one node, of the coverage and for the plan: the nodes page asks nothing of it. */
export const laterQuestions = later;
