// What would someone write into a form to get into other people's browsers? Every field, raw and as entities that become
// markup when they are decoded.

const ATTACKS = [
  '<img src=x onerror=pwned=1>',
  '<script>pwned=1</script>',
  '&lt;img src=x onerror=pwned=1&gt;',
  '&amp;lt;script&amp;gt;pwned=1&amp;lt;/script&amp;gt;',
  '"><svg onload=pwned=1>',
  "javascript:pwned=1//'\"",
  '</title></textarea></script><script>pwned=1</script>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '{{constructor.constructor("pwned=1")()}}${pwned=1}',
];

export const HOSTILE = ATTACKS.map((attack, number) => ({
  external_id: `${number}${attack}`,
  title: `${attack} jahat`,
  agency: `Pemkot ${attack}`,
  unit: attack,
  region: attack,
  year: 2020,
  summary: `Ringkasan jahat ${attack}\n\n- butir ${attack}`,
  objective: attack,
  design: attack,
  awards: attack,
  sdgs: attack,
  affairs: attack,
  status: attack,
  url: number % 2 ? 'javascript:pwned=1' : `https://contoh.invalid/"onmouseover="pwned=1${attack}`,
}));
