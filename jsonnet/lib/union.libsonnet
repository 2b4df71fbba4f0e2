// Joins vectors by "or", earlier ones first. As a balanced tree: in a chain the growing left side would be gone through
// once for every further member.
local union(operator, list) =
  local count = std.length(list), half = std.floor((count + 1) / 2);
  if count == 1 then list[0]
  else '(\n' + union(operator, list[0:half]) + '\n' + operator + '\n' + union(operator, list[half:count]) + '\n)';

union
