/* base/place_names.h - names of places whose spellings in the two languages do not meet by letters alone, as words of
 * search keys: the municipality of Chisinau, then the towns that addresses name most. For base/text_key.c only.
 * One group is one name. Sorted by word; a word stands in one group only. */
#ifndef OBSTE_BASE_PLACE_NAMES_H
#define OBSTE_BASE_PLACE_NAMES_H

enum place_group {
	PLACE_NONE,
	PLACE_CHISINAU,    /* Chișinău, Кишинёв */
	PLACE_RISCANI,     /* Rîșcani, Рышкановка */
	PLACE_CENTRU,      /* Centru, Центр */
	PLACE_TELECENTRU,  /* Telecentru, Телецентр */
	PLACE_CIOCANA,     /* Ciocana, Чеканы */
	PLACE_BUIUCANI,    /* Buiucani, Боюканы */
	PLACE_CRICOVA,     /* Cricova, Криково */
	PLACE_DOBROGEA,    /* Dobrogea, Добружа */
	PLACE_BUBUIECI,    /* Bubuieci, Бубуечь */
	PLACE_STAUCENI,    /* Stăuceni, Ставчены */
	PLACE_TOHATIN,     /* Tohatin, Тогатин */
	PLACE_CHELTUITORI, /* Cheltuitori, Келтуитор */
	PLACE_SINGERA,     /* Sîngera, Сынжера */
	PLACE_GHIDIGHICI,  /* Ghidighici, Гидигич */
	PLACE_GOIANUL,     /* Goianul, Гояны */
	PLACE_POSTA,       /* Poșta, Почта */
	PLACE_VECHE,       /* Veche, Старая */
	PLACE_BALTI,       /* Bălți, Бельцы */
	PLACE_ORHEI,       /* Orhei, Оргеев */
	PLACE_SOROCA,      /* Soroca, Сороки */
	PLACE_CAHUL,       /* Cahul, Кагул */
	PLACE_TIGHINA,     /* Tighina, Бендеры */
};

static const struct place_word {
	const char *word;
	enum place_group group;
} PLACE_WORDS[] = {
    {"balti", PLACE_BALTI},
    {"belti", PLACE_BALTI},
    {"bender", PLACE_TIGHINA},
    {"benderi", PLACE_TIGHINA},
    {"boiucani", PLACE_BUIUCANI},
    {"bubueci", PLACE_BUBUIECI},
    {"bubuieci", PLACE_BUBUIECI},
    {"buiucani", PLACE_BUIUCANI},
    {"cagul", PLACE_CAHUL},
    {"cahul", PLACE_CAHUL},
    {"cecani", PLACE_CIOCANA},
    {"celtuitor", PLACE_CHELTUITORI},
    {"celtuitori", PLACE_CHELTUITORI},
    {"centru", PLACE_CENTRU},
    {"ciocana", PLACE_CIOCANA},
    {"cisinau", PLACE_CHISINAU},
    {"cisinev", PLACE_CHISINAU},
    {"cricova", PLACE_CRICOVA},
    {"cricovo", PLACE_CRICOVA},
    {"dobrogea", PLACE_DOBROGEA},
    {"dobruja", PLACE_DOBROGEA},
    {"gidigic", PLACE_GHIDIGHICI},
    {"gidigici", PLACE_GHIDIGHICI},
    {"goiani", PLACE_GOIANUL},
    {"goianul", PLACE_GOIANUL},
    {"orgev", PLACE_ORHEI},
    {"orhei", PLACE_ORHEI},
    {"pocta", PLACE_POSTA},
    {"posta", PLACE_POSTA},
    {"rascani", PLACE_RISCANI},
    {"rascanovca", PLACE_RISCANI},
    {"riscani", PLACE_RISCANI},
    {"riscanovca", PLACE_RISCANI},
    {"sangera", PLACE_SINGERA},
    {"singera", PLACE_SINGERA},
    {"sinjera", PLACE_SINGERA},
    {"soroca", PLACE_SOROCA},
    {"soroci", PLACE_SOROCA},
    {"staraia", PLACE_VECHE},
    {"stauceni", PLACE_STAUCENI},
    {"stavceni", PLACE_STAUCENI},
    {"telecentru", PLACE_TELECENTRU},
    {"teletentr", PLACE_TELECENTRU},
    {"tentr", PLACE_CENTRU},
    {"tigina", PLACE_TIGHINA},
    {"togatin", PLACE_TOHATIN},
    {"tohatin", PLACE_TOHATIN},
    {"vece", PLACE_VECHE},
};

#endif
