import type { Random } from './random'

export interface Borrower {
  customerId: string
  customerName: string
}

const NAMES = [
  'Asha Mwakyusa',
  'Juma Abdallah Kombo',
  'Neema Lyimo',
  'Baraka Mollel',
  'Zuhura Said Mbarouk',
  'Emmanuel Ngowi',
  "Ng'wandu Masanja",
  'María José Núñez',
  'Siobhán O’Brien-Ní Dhomhnaill',
  'Łukasz Żółkiewski',
  'Nguyễn Thị Ánh Tuyết',
  'Δήμητρα Παπαδοπούλου',
  'Олександра Шевченко',
  'אבי כהן־לוי',
  'فاطمة الزهراء بنت علي',
  'نرگس حسینی',
  'सरिता देवी शर्मा',
  'தமிழ்ச்செல்வி முருகன்',
  'ስምረት ገብረመድህን',
  'ลลิตา วงศ์สวัสดิ์',
  '王小明',
  '佐藤 さくら',
  '김민준',
  'Keʻalohilani Kahananui',
] as const

/** The borrower of the loan with this number; some have more than one loan. */
export function borrowerOf(loan: number, random: Random): Borrower {
  const known = loan > 10 && random.percent(10)
  const number = known ? random.between(1, loan - 1) : loan
  const name = NAMES[(number - 1) % NAMES.length] ?? NAMES[0]
  return { customerId: `C-${1000 + number}`, customerName: name }
}
