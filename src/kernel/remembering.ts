const maxRemembered = 500;

/**
 * The same function with its answers kept: a fleet has few kernels and versions, and many nodes.
 * @param longest texts with more characters are read anew: nobody's version is so long
 */
export function remembering<Answer>(read: (text: string) => Answer, longest: number): (text: string) => Answer {
  const remembered = new Map<string, Answer>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) {
      return known;
    }
    const answer = read(text);
    if (text.length <= longest) {
      if (remembered.size >= maxRemembered) {
        remembered.clear();
      }
      remembered.set(text, answer);
    }
    return answer;
  };
}
