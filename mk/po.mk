# Words. The msgids are the English text in the code; data/po/<language>.po carry the rest.

XGETTEXT = xgettext --language=C --from-code=UTF-8 --add-comments=TRANSLATORS --no-wrap --sort-by-file \
           --package-name=obste -k -k_ -kN_ -kNC_:1c,2 -ktr -ktr_ctx:1c,2 -ktr_n:1,2
PO_SOURCES = $(sort $(shell find src include -name '*.c' -o -name '*.h' -o -name '*.def'))

# Positions are left out: they would change with every line added anywhere.
$(BUILD)/obste.pot: FORCE
	@mkdir -p $(@D)
	@$(XGETTEXT) --no-location -o $@ $(PO_SOURCES)

pot: $(BUILD)/obste.pot ## all words of the program, for a new translation

update-po: $(BUILD)/obste.pot ## bring data/po/*.po up to the code's words
	@for l in $(LANGS); do msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching data/po/$$l.po $< || exit 1; \
	    printf '%s: ' $$l; msgfmt --statistics -o /dev/null data/po/$$l.po; done

.PHONY: pot update-po
