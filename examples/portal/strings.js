// What does the page around the search say, in Indonesian and in English?

const id = {
  title: 'Direktori Inovasi Pelayanan Publik',
  brand: 'Direktori Inovasi Pelayanan Publik',
  skip: 'Langsung ke hasil',
  heading: 'Temukan inovasi yang sudah terbukti',
  lead: 'Satu direktori dari KIPP (KemenPANRB), IGA (Kemendagri), dan LAN: data ganda digabung, setiap sumber tetap terlihat.',
  sample: 'Data contoh, bukan ekspor resmi instansi mana pun.',
  provenance: 'Asal-usul data',
  offline: 'Pencarian berjalan di peramban Anda; tidak ada kata yang dikirim ke server.',
  catalog: (innovations, read, sources, accepted) => `${innovations} inovasi dari ${read} data sumber (${sources}); ${accepted} diterima, sisanya menunggu perbaikan.`,
};

const en = {
  title: 'Directory of Public-Service Innovations',
  brand: 'Directory of Public-Service Innovations',
  skip: 'Skip to results',
  heading: 'Find innovations that have been proven',
  lead: 'One directory from KIPP (KemenPANRB), IGA (Kemendagri) and LAN: duplicates are merged, every source stays visible.',
  sample: 'Sample data, not an official export of any agency.',
  provenance: 'Where the data comes from',
  offline: 'The search runs in your browser; no word is sent to a server.',
  catalog: (innovations, read, sources, accepted) => `${innovations} innovations from ${read} source records (${sources}); ${accepted} were accepted, the others wait for correction.`,
};

export const STRINGS = { id, en };
