"""Texts of the tests of the line judge, and what it leaves of them."""

from __future__ import annotations

from newsclean.judge import LineJudge, WorkingPoint

POINTS: tuple[WorkingPoint, ...] = ("safe", "balanced", "thorough")
ENGLISH = [
    "Harbour bridge reopens after two years of repairs",
    "Traffic returned to the harbour bridge on Monday morning, two years after cracks were found in its main cables.",
    "Engineers replaced forty of the bridge's cables and strengthened both towers, the port authority said.",
    '"We have tested every weld twice," said Helen Marlow, who led the works. "The bridge will outlive us all."',
    "The repairs cost 48 million pounds, a third more than the council had planned when the works began in 2023.",
    "Ferries that carried commuters across the bay in the meantime will run until the end of the month.",
    "What happens next",
    "A second phase, in which the footpaths are widened, is to begin in spring if the council approves the money.",
]
SENTENCES = [
    "The council of the island town voted on Thursday to close the old market hall for good.",
    "Traders who have sold fish there for three generations said that nobody had asked them.",
    "An inspection last spring found that two of the iron columns had rusted through.",
    "Repairs would cost eleven million pounds, the town's engineers told the committee.",
    '"We cannot spend that on a roof and leave the school without one," said the treasurer.',
    "Opponents of the plan had gathered nine thousand signatures since the beginning of the year.",
    "They point to a study by the university which puts the cost at less than half of that.",
    "The hall was built in 1887 and survived two fires and the flood of the winter of 1953.",
    "Its glass roof, one of the last of its kind, is protected as a monument.",
    "A spokesman for the heritage office said that closing was not the same as tearing down.",
    "Until June the stalls may stay, after that they move to the car park behind the station.",
    "The first of them packed up on Friday morning, before the buyers had even come.",
]
GREEK = [
    "Άνοιξε ξανά η γέφυρα του λιμανιού",
    "Η κυκλοφορία στη γέφυρα του λιμανιού αποκαταστάθηκε τη Δευτέρα, δύο χρόνια μετά τον εντοπισμό των ρωγμών.",
    "Οι μηχανικοί αντικατέστησαν σαράντα καλώδια και ενίσχυσαν τους δύο πύργους, ανακοίνωσε ο οργανισμός λιμένος.",
    "«Ελέγξαμε κάθε συγκόλληση δύο φορές», δήλωσε η επικεφαλής των έργων, που παρουσίασε τα αποτελέσματα στον δήμο.",
    "Το κόστος έφτασε τα 48 εκατομμύρια ευρώ, κατά ένα τρίτο υψηλότερο από τον αρχικό προϋπολογισμό του δήμου.",
]
FIRE = """\
ΕΛΛΑΔΑ
ΠΟΛΙΤΙΚΗ
ΟΙΚΟΝΟΜΙΑ
ΚΟΣΜΟΣ
ΑΘΛΗΤΙΚΑ
Πυρκαγιά στην Εύβοια: Μάχη με τις φλόγες όλη τη νύχτα
Δημοσίευση: 12 Μαΐου 2024, 09:15
Τελευταία Ενημέρωση: 12 Μαΐου 2024, 11:40
Newsroom
Ισχυρές δυνάμεις της Πυροσβεστικής στο σημείο - Εκκενώθηκαν τρεις οικισμοί
Φωτογραφία αρχείου: EUROKINISSI
Μεγάλη πυρκαγιά ξέσπασε το βράδυ του Σαββάτου στη βόρεια Εύβοια, κοντά στον οικισμό Βασιλικά.
Στο σημείο επιχειρούν 120 πυροσβέστες με 35 οχήματα.
Δείτε επίσης: Καιρός: Πού θα βρέξει σήμερα
Ο δήμαρχος Ιστιαίας-Αιδηψού μίλησε για "δύσκολη νύχτα" και ζήτησε εναέρια μέσα.
ΔΙΑΦΗΜΙΣΗ
«Ο άνεμος αλλάζει συνεχώς κατεύθυνση», είπε στο ΑΠΕ-ΜΠΕ.
Τρεις οικισμοί εκκενώθηκαν προληπτικά με μήνυμα του 112.
Δείτε το βίντεο:
Διαβάστε ακόμη: Παραιτήθηκε ο υφυπουργός μετά τις αποκαλύψεις
Από τη φωτιά δεν κινδυνεύουν σπίτια, σύμφωνα με την Πυροσβεστική.
Πηγή: ΑΠΕ-ΜΠΕ
Ακολουθήστε το news.example στο Google News και μάθετε πρώτοι όλες τις ειδήσεις
Δείτε όλες τις τελευταίες Ειδήσεις από την Ελλάδα και τον Κόσμο, τη στιγμή που συμβαίνουν
ΕΥΒΟΙΑ
ΠΥΡΚΑΓΙΑ
ΠΥΡΟΣΒΕΣΤΙΚΗ
ΣΧΟΛΙΑ (24)
Δείτε Επίσης
Ποιος είναι ο νέος υπουργός
Τα ζώδια της ημέρας
"""
"""A short story between much else, a line each."""
JAPANESE = [
    "港の橋が二年ぶりに再開",
    "主ケーブルに亀裂が見つかってから二年、港の橋の通行が月曜日の朝に再開された。市の職員や住民が開通を見守った。",
    "港湾局によると、技術者らは四十本のケーブルを交換し、二つの塔を補強した。工事の費用は当初の予算を三割上回った。",
    "「すべての溶接を二度確かめた」と工事の責任者は話した。歩道を広げる第二期の工事は来年の春に始まる見通しだ。",
]
QUESTIONS = [
    "How long was the bridge closed?",
    "It was closed for almost two years, because the cables had to be made to measure in a single factory.",
    "Who paid for the works?",
    "The council paid for most of it, and the port authority carried the rest out of the fees of the harbour.",
    "Will the ferries stay?",
    "No, they will run until the end of the month and then return to the islands, where they are needed more.",
]
POEM = ["The tide came in", "and took the names", "we wrote upon the sand", "", "The tide went out", "and left us none"]
RESULTS = [
    "Rovers – Athletic 2:1 (1:0)",
    "United – Wanderers 0:0",
    "1. Rovers 34 71",
    "2. United 34 66",
    "3. Athletic 34 60",
]
PAGE = [
    "Home", "News", "Sport", "Weather", "Subscribe", "Log in",
    *ENGLISH[:2],
    "The bridge on Monday. Photo: Ann Lee/Harbour Press",
    *ENGLISH[2:6],
    "Most read", "Storm closes the airport", "Five walks along the coast", "Council votes on parking", "Contact",
    "Privacy", "Terms", "Imprint",
]  # fmt: skip


def left(lines: list[str], point: WorkingPoint, hits: list[str] | None = None) -> list[str]:
    """Give the lines that stay."""
    verdicts = LineJudge(point).judge(lines, hits or [""] * len(lines))
    return [line for line, verdict in zip(lines, verdicts, strict=True) if not verdict.drop]
