import java.io.File;
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.xform.util.XFormUtils;

/**
 * Fills in a form with JavaRosa, the engine of ODK Collect, which ODK Validate carries.
 *
 * <p>First argument: the XForm. Second: a file with a line "name value" for each field (both in base64) and a blank line
 * behind each person. Prints a line for each person: what is sent (XML in base64), or "refused NAME".
 */
public class Collect {
    public static void main(String[] arguments) throws Exception {
        Map<String, String> typed = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            if (line.isEmpty()) {
                System.out.println(fill(new File(arguments[0]), typed));
                typed.clear();
            } else {
                String[] parts = line.split(" ");
                typed.put(plain(parts[0]), plain(parts[1]));
            }
        }
    }

    private static String fill(File source, Map<String, String> typed) throws Exception {
        FormDef form;
        try (FileInputStream stream = new FileInputStream(source)) {
            form = XFormUtils.getFormFromInputStream(stream);
        }
        form.initialize(true, new InstanceInitializationFactory());
        FormEntryModel model = new FormEntryModel(form);
        FormEntryController controller = new FormEntryController(model);
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event = controller.stepToNextEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt prompt = model.getQuestionPrompt();
                String name = prompt.getIndex().getReference().getNameLast();
                String value = typed.get(name);
                IAnswerData data = value == null ? null : answer(prompt, value);
                if (controller.answerQuestion(prompt.getIndex(), data, true) != FormEntryController.ANSWER_OK) {
                    return "refused " + name;
                }
            }
            event = controller.stepToNextEvent();
        }
        form.postProcessInstance();
        byte[] sent = new XFormSerializingVisitor().serializeInstance(form.getInstance());
        return Base64.getEncoder().encodeToString(sent);
    }

    private static IAnswerData answer(FormEntryPrompt prompt, String value) {
        switch (prompt.getControlType()) {
            case org.javarosa.core.model.Constants.CONTROL_SELECT_ONE:
                return new SelectOneData(selection(prompt, value));
            case org.javarosa.core.model.Constants.CONTROL_SELECT_MULTI:
                List<Selection> chosen = new ArrayList<>();
                for (String code : value.split(" ")) {
                    chosen.add(selection(prompt, code));
                }
                return new SelectMultiData(chosen);
            default:
                boolean number = prompt.getDataType() == org.javarosa.core.model.Constants.DATATYPE_DECIMAL;
                return number ? new DecimalData(Double.parseDouble(value)) : new StringData(value);
        }
    }

    private static Selection selection(FormEntryPrompt prompt, String code) {
        for (SelectChoice choice : prompt.getSelectChoices()) {
            if (choice.getValue().equals(code)) {
                return new Selection(choice);
            }
        }
        throw new IllegalArgumentException(code);
    }

    private static String plain(String coded) {
        return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
    }
}
