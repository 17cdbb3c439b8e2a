"""What members write, none of it forbidden."""

from itertools import pairwise

ALL_WORDS = """
medicin medicinen medicinsk medicinske medicinering medicinliste medicingennemgang mediebox medieboks
mediebokse medieboksen medie medier medielab medium medlem medlemmer medlemsmøde medlemsliste medarbejder medarbejdere
meditation median medister mediterende medikament medikamenter medico medicotekniker medicoudstyr madboks madbokse
madbox madkasse boks bokse bokser boksen box boxe jukebox lunchbox postboks postbox redbox sandbox mailbox musikboks
toolbox blackbox giftbox vinboks kaffeboks bagboks sædeboks xbox dropbox læge lægen læger lægerne lægens lægernes
lægehus lægehuset lægehusets lægepraksis lægeklinik lægeforening lægeforeningen lægelig lægelige lægekreds lægemiddel
lægemidler lægemiddelstyrelsen lægevagt lægevagten lægemøde lægesekretær lægesekretærer lægekonsulent lægestudie
lægedækning lægebesøg lægebil lægebolig lægefaglig lægefagligt speciallæge speciallæger overlæge embedslæge vagtlæge
uddannelseslæge reservelæge dyrlæge tandlæge lag laget lagene lagen lagkage lagkager lagner lager lageret lang lange
langt laug lav laver lavet lavede oplæg oplæget oplægsholder oplægsholdere anlæg anlægget tillæg beslag forlag forslag
kollega kollegaer kollegial klynge klyngen klyngens klyngemøde klyngemøder klyngepakke klyngepakken kvalitet
kvalitetsklynge frokost frokosten middag middagen aftensmad morgenmad brød smørrebrød sandwich kage frugt kaffe te
vand sodavand vin øl dessert menu buffet catering takeaway forplejning drikkevarer servering kuvert lokale lokaleleje
mødelokale lejrbål forsamlingshus kulturhus bibliotek bibliotekets kro kroen hotel hotellet konference
konferencepakke internat overnatning værelse dobbeltværelse taxa taxaen tog togbillet billet billetter bro broafgift
færge parkering kørsel kilometer bil benzin honorar honoraret timeregnskab kontrakt konsulent facilitator facilitering
supervision undervisning undervisningen kursus kurset seminar workshop program dagsorden referat evaluering data
datarapport rapport rapporten diabetes kol demens palliation psykiatri børn astma hjerte blodprøver røntgen
sundhedshus kommune kommunen region regionen hospital hospitalet apotek apoteket plejehjem hjemmepleje sygeplejerske
praksispersonale sekretær bioanalytiker jordemoder fysioterapeut psykolog projektor bærbar computer skærm kabel
tastatur tavle papir printer licens abonnement software zoom møde mødet møder februar marts april maj juni august
september oktober november december mandag tirsdag onsdag torsdag fredag gave chokolade blomster vingave bog bøger
gebyr kortgebyr faktura kvittering regning rest betaling overførsel refusion udlæg moms rabat depositum afbud
tilmelding deltagere deltager gæster gæst ledsager ægtefælle aften formiddag eftermiddag dag dage nat nætter uge
medbragt medgået medens mellem midt mild mindre modul mobil model moderne melding melodi middel medfølgende
"""
WORDS = ALL_WORDS.split()
TEXTS = [
    "Mad med i boks til mødet",
    "Sandwich med i box",
    "En læge lang tid forsinket",
    "Middag for praktiserende læge i aug. 2026",
    "Oplæg ved læge Laugesen",
    "Læge Laura Lau holdt oplæg",
    "En læge laver oplæg om kol",
    "Som en læge lavede i går",
    "Medarbejderne i boksen",
    "Middag med ib og oxekød",
    "Medie box-set til undervisning",
    "Den læge lagde ud for klyngen",
    "Comwell og Scandic",
    "Medisterpølse og bo-xylofon",
    "Prøveby Medicinske Boghandel",
    "Me and Ebbe, dibs",
    "Taxa 4x35, 1 boks 0 retur",
]
ORDINARY_TEXTS = WORDS + TEXTS + [" ".join(pair) for pair in pairwise(WORDS)] + [" ".join(WORDS)]
