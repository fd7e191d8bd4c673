# Templates and profiles become bytes in build/templates_embedded.c, under their file names.
TEMPLATE_FILES := $(sort $(wildcard reports/templates/*.md reports/profiles/*.ini))
GENERATED_SOURCES += $(BUILD)/templates_embedded.c

$(BUILD)/templates_embedded.c: $(TEMPLATE_FILES) reports/model/embed.sh reports/model/model.mk
	@mkdir -p $(BUILD)
	@sh reports/model/embed.sh $@ $(TEMPLATE_FILES)
