/** @returns {Promise<Map<string, string>>} */
export async function createReference() {
  return new Map();
}
